//! Tests of what a site begins with.

use super::*;
