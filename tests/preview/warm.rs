//! Warm equals cold, over random sequences of edits.

use madoguchi::preview::Preview;
use proptest::prelude::*;
use proptest::test_runner::Config;

use super::edits::{any_edit, start};
use super::tree::{ask, assert_like_a_build, settle, setup};

proptest! {
    #![proptest_config(Config { cases: 240, failure_persistence: None, ..Config::default() })]

    /// After every edit of a sequence, with pages asked for in between and the rest made in part.
    #[test]
    fn a_preview_ends_where_a_build_does(
        edits in prop::collection::vec((any_edit(), 0..4u8), 1..10)
    ) {
        let mut tree = start();
        let mut preview = Preview::new(setup(), tree.snapshot());
        let mut history = vec![tree.clone()];
        for (edit, haste) in &edits {
            edit.apply(&mut tree, &history);
            history.push(tree.clone());
            preview.take(tree.snapshot());
            match haste {
                // The next edit comes before anything was made.
                0 => {}
                // Somebody looked at two pages.
                1 => {
                    ask(&mut preview, "/phone/b/");
                    ask(&mut preview, "/");
                }
                // A part was made.
                2 => {
                    let tasks = preview.tasks(&["/c/".into()], 3);
                    for task in tasks {
                        let done = task.run();
                        preview.done(done);
                    }
                }
                _ => settle(&mut preview, &[]),
            }
        }
        assert_like_a_build(&mut preview, &tree);
        // Whatever was broken, the first state comes out whole again.
        let first = start();
        preview.take(first.snapshot());
        prop_assert!(assert_like_a_build(&mut preview, &first));
    }
}
