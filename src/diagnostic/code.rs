//! The registry of everything that can be said to be wrong.
//!
//! A code's name is kebab-case, stands in reports untranslated, and can be searched for; its
//! severity is what it has before `[check]` and `--deny` speak. Each has an explanation in both
//! languages (`explain`) and at least one test case; a tidy test holds that.

use std::fmt;

use super::Severity;

/// A kind of mistake.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code {
    name: &'static str,
    severity: Severity,
}

impl Code {
    const fn new(name: &'static str, severity: Severity) -> Self {
        Self { name, severity }
    }

    /// Its name, `unknown-fact`.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Its severity unless the site says otherwise.
    pub fn severity(self) -> Severity {
        self.severity
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name)
    }
}

/// The code of a name.
pub fn find_code(name: &str) -> Option<Code> {
    ALL_CODES.iter().copied().find(|code| code.name == name)
}

/// The codes by name.
#[allow(
    missing_docs,
    reason = "each code is explained, at length and in both languages, in `explain`"
)]
pub mod codes {
    use super::Code;
    use super::Severity::{Error, Hint, Warning};

    // The config and data files.
    pub const TOML_SYNTAX: Code = Code::new("toml-syntax", Error);
    pub const UNKNOWN_KEY: Code = Code::new("unknown-key", Error);
    pub const WRONG_TYPE: Code = Code::new("wrong-type", Error);
    pub const MISSING_KEY: Code = Code::new("missing-key", Error);
    pub const BAD_VALUE: Code = Code::new("bad-value", Error);
    pub const MISSING_CONFIG: Code = Code::new("missing-config", Error);
    pub const MISSING_CONTENT: Code = Code::new("missing-content", Warning);
    pub const DUPLICATE_KEY: Code = Code::new("duplicate-key", Error);

    // Files.
    pub const UNREADABLE_FILE: Code = Code::new("unreadable-file", Error);
    pub const FILE_TOO_LARGE: Code = Code::new("file-too-large", Error);
    pub const SAME_NAME: Code = Code::new("same-name", Error);
    pub const FILE_NAME: Code = Code::new("file-name", Error);
    pub const RESERVED_NAME: Code = Code::new("reserved-name", Error);
    pub const ACTIVE_FILE: Code = Code::new("active-file", Error);
    pub const NOT_A_PAGE: Code = Code::new("not-a-page", Warning);
    pub const BROKEN_PICTURE: Code = Code::new("broken-picture", Error);

    // Front matter.
    pub const FRONT_MATTER_UNCLOSED: Code = Code::new("front-matter-unclosed", Error);
    pub const FRONT_MATTER_TWICE: Code = Code::new("front-matter-twice", Error);
    pub const YAML_SYNTAX: Code = Code::new("yaml-syntax", Error);
    pub const YAML_FEATURE: Code = Code::new("yaml-feature", Error);
    pub const BAD_SLUG: Code = Code::new("bad-slug", Error);
    pub const BAD_ALIAS: Code = Code::new("bad-alias", Error);

    // Markdown.
    pub const RAW_HTML: Code = Code::new("raw-html", Error);
    pub const HEADING_ATTRIBUTE: Code = Code::new("heading-attribute", Warning);
    pub const UNSAFE_URL: Code = Code::new("unsafe-url", Error);
    pub const CONTACT_LINK: Code = Code::new("contact-link", Error);
    pub const MISLEADING_LINK: Code = Code::new("misleading-link", Error);
    pub const MIXED_SCRIPT_HOST: Code = Code::new("mixed-script-host", Warning);
    pub const INVISIBLE_CHARACTER: Code = Code::new("invisible-character", Error);
    pub const UNDEFINED_REFERENCE: Code = Code::new("undefined-reference", Warning);
    pub const UNCLOSED_PLACEHOLDER: Code = Code::new("unclosed-placeholder", Error);
    pub const UNKNOWN_BLOCK: Code = Code::new("unknown-block", Error);
    pub const BLOCK_SPLITS_LIST: Code = Code::new("block-splits-list", Warning);
    pub const NESTING_TOO_DEEP: Code = Code::new("nesting-too-deep", Error);
    pub const TABLE_TOO_WIDE: Code = Code::new("table-too-wide", Error);
    pub const HEADING_ID: Code = Code::new("heading-id", Warning);
    pub const DUPLICATE_ID: Code = Code::new("duplicate-id", Error);
    pub const EXTERNAL_IMAGE: Code = Code::new("external-image", Error);
    pub const UNKNOWN_LANGUAGE: Code = Code::new("unknown-language", Warning);
    pub const HIGHLIGHT_BUDGET: Code = Code::new("highlight-budget", Warning);
    pub const UNUSED_FOOTNOTE: Code = Code::new("unused-footnote", Warning);
    pub const WIDE_MARK: Code = Code::new("wide-mark", Warning);
    pub const LEFTOVER_MARK: Code = Code::new("leftover-mark", Warning);
    pub const MISSING_ALT: Code = Code::new("missing-alt", Warning);
    pub const EMPTY_LINK: Code = Code::new("empty-link", Warning);
    pub const EMPTY_HEADING: Code = Code::new("empty-heading", Warning);
    pub const SKIPPED_HEADING: Code = Code::new("skipped-heading", Warning);
    pub const MIXED_PUNCTUATION: Code = Code::new("mixed-punctuation", Warning);

    // Names.
    pub const URL_COLLISION: Code = Code::new("url-collision", Error);
    pub const BROKEN_LINK: Code = Code::new("broken-link", Error);
    pub const BROKEN_ANCHOR: Code = Code::new("broken-anchor", Error);
    pub const UNKNOWN_FACT: Code = Code::new("unknown-fact", Error);
    pub const AMBIGUOUS_FACT: Code = Code::new("ambiguous-fact", Error);
    pub const UNKNOWN_REFERENCE: Code = Code::new("unknown-reference", Error);
    pub const REFERENCE_CYCLE: Code = Code::new("reference-cycle", Error);
    pub const ALIAS_AS_PATH: Code = Code::new("alias-as-path", Error);
    pub const QUESTION_WITHOUT_ID: Code = Code::new("question-without-id", Error);
    pub const DUPLICATE_QUESTION: Code = Code::new("duplicate-question", Error);
    pub const EMPTY_TABLE: Code = Code::new("empty-table", Error);
    pub const NAME_COLLISION: Code = Code::new("name-collision", Error);
    pub const ORPHAN_PAGE: Code = Code::new("orphan-page", Warning);

    // The ledger of addresses.
    pub const BAD_LEDGER: Code = Code::new("bad-ledger", Error);
    pub const LEDGER_VERSION: Code = Code::new("ledger-version", Error);
    pub const LOST_PAGE: Code = Code::new("lost-page", Error);
    pub const LOST_ANCHOR: Code = Code::new("lost-anchor", Error);
    pub const RETIRED_TARGET: Code = Code::new("retired-target", Error);
    pub const RETIRED_TWICE: Code = Code::new("retired-twice", Error);
    pub const RETIRED_CHAIN: Code = Code::new("retired-chain", Hint);
    pub const RETIRED_BUT_THERE: Code = Code::new("retired-but-there", Warning);

    // The dataset.
    pub const BAD_HOURS: Code = Code::new("bad-hours", Error);
    pub const CLOSES_BEFORE_OPENING: Code = Code::new("closes-before-opening", Error);
    pub const OVERLAPPING_HOURS: Code = Code::new("overlapping-hours", Error);
    pub const HOLIDAYS_UNSAID: Code = Code::new("holidays-unsaid", Error);
    pub const OUTSIDE_HOURS: Code = Code::new("outside-hours", Warning);
    pub const CALENDARS_DISAGREE: Code = Code::new("calendars-disagree", Warning);
    pub const CHANGE_ORDER: Code = Code::new("change-order", Warning);
    pub const BAD_NUMBER: Code = Code::new("bad-number", Error);
    pub const CHARGED_NUMBER: Code = Code::new("charged-number", Error);
    pub const UNUSUAL_NUMBER: Code = Code::new("unusual-number", Warning);
    pub const ENDED_CHANNEL: Code = Code::new("ended-channel", Warning);
    pub const MISPLACED_KEY: Code = Code::new("misplaced-key", Error);
    pub const UNUSED_DATA: Code = Code::new("unused-data", Hint);
    pub const UNUSED_WAIVER: Code = Code::new("unused-waiver", Hint);
    pub const UNVERIFIED: Code = Code::new("unverified", Hint);
    pub const MISSING_SOURCE: Code = Code::new("missing-source", Warning);
    pub const STALE: Code = Code::new("stale", Warning);
    pub const VERIFIED_TOO_OLD: Code = Code::new("verified-too-old", Warning);
    pub const BAD_SOURCE: Code = Code::new("bad-source", Warning);
    pub const CHANGE_PAST: Code = Code::new("change-past", Hint);
    pub const VERIFIED_IN_FUTURE: Code = Code::new("verified-in-future", Warning);
    pub const CLOSURE_PAST: Code = Code::new("closure-past", Hint);
    pub const YEAR_END_MISSING: Code = Code::new("year-end-missing", Warning);
    pub const DATA_EXPIRED: Code = Code::new("data-expired", Warning);

    // Prose beside the data.
    pub const DRIFT: Code = Code::new("drift", Error);
    pub const LITERAL_FACT: Code = Code::new("literal-fact", Hint);
    pub const UNBOUND_FACT: Code = Code::new("unbound-fact", Hint);
    pub const UNKNOWN_NUMBER: Code = Code::new("unknown-number", Error);
    pub const NEAR_NUMBER: Code = Code::new("near-number", Error);
    pub const SIMILAR_NUMBERS: Code = Code::new("similar-numbers", Warning);

    // Links to other sites, where they are asked for.
    pub const DEAD_LINK: Code = Code::new("dead-link", Warning);
    pub const UNCHECKED_LINK: Code = Code::new("unchecked-link", Hint);
    pub const MOVED_LINK: Code = Code::new("moved-link", Hint);

    // Templates and the theme.
    pub const TEMPLATE_ERROR: Code = Code::new("template-error", Error);
    pub const MISSING_TEMPLATE: Code = Code::new("missing-template", Error);
    pub const UNKNOWN_THEME: Code = Code::new("unknown-theme", Error);
    pub const UNKNOWN_SETTING: Code = Code::new("unknown-setting", Error);
    pub const ASSET_MISSING: Code = Code::new("asset-missing", Error);
    pub const BLOCKED_RESOURCE: Code = Code::new("blocked-resource", Warning);

    // A fault of Madoguchi's own.
    pub const IMPORT_SETTING: Code = Code::new("import-setting", Warning);
    pub const IMPORT_MARKUP: Code = Code::new("import-markup", Warning);
    pub const IMPORT_LINK: Code = Code::new("import-link", Warning);
    pub const IMPORT_INCLUDE: Code = Code::new("import-include", Warning);
    pub const IMPORT_FILE: Code = Code::new("import-file", Warning);
    pub const IMPORT_ANCHOR: Code = Code::new("import-anchor", Warning);
    pub const IMPORT_REPAIR: Code = Code::new("import-repair", Warning);

    pub const INTERNAL: Code = Code::new("internal", Error);
}

/// Every code, in the order of the registry.
pub const ALL_CODES: &[Code] = &[
    codes::TOML_SYNTAX,
    codes::UNKNOWN_KEY,
    codes::WRONG_TYPE,
    codes::MISSING_KEY,
    codes::BAD_VALUE,
    codes::MISSING_CONFIG,
    codes::MISSING_CONTENT,
    codes::DUPLICATE_KEY,
    codes::UNREADABLE_FILE,
    codes::FILE_TOO_LARGE,
    codes::SAME_NAME,
    codes::FILE_NAME,
    codes::RESERVED_NAME,
    codes::ACTIVE_FILE,
    codes::NOT_A_PAGE,
    codes::BROKEN_PICTURE,
    codes::FRONT_MATTER_UNCLOSED,
    codes::FRONT_MATTER_TWICE,
    codes::YAML_SYNTAX,
    codes::YAML_FEATURE,
    codes::BAD_SLUG,
    codes::BAD_ALIAS,
    codes::RAW_HTML,
    codes::HEADING_ATTRIBUTE,
    codes::UNSAFE_URL,
    codes::CONTACT_LINK,
    codes::MISLEADING_LINK,
    codes::MIXED_SCRIPT_HOST,
    codes::INVISIBLE_CHARACTER,
    codes::UNDEFINED_REFERENCE,
    codes::UNCLOSED_PLACEHOLDER,
    codes::UNKNOWN_BLOCK,
    codes::BLOCK_SPLITS_LIST,
    codes::NESTING_TOO_DEEP,
    codes::TABLE_TOO_WIDE,
    codes::HEADING_ID,
    codes::DUPLICATE_ID,
    codes::EXTERNAL_IMAGE,
    codes::UNKNOWN_LANGUAGE,
    codes::HIGHLIGHT_BUDGET,
    codes::UNUSED_FOOTNOTE,
    codes::WIDE_MARK,
    codes::LEFTOVER_MARK,
    codes::MISSING_ALT,
    codes::EMPTY_LINK,
    codes::EMPTY_HEADING,
    codes::SKIPPED_HEADING,
    codes::MIXED_PUNCTUATION,
    codes::URL_COLLISION,
    codes::BROKEN_LINK,
    codes::BROKEN_ANCHOR,
    codes::UNKNOWN_FACT,
    codes::AMBIGUOUS_FACT,
    codes::UNKNOWN_REFERENCE,
    codes::REFERENCE_CYCLE,
    codes::ALIAS_AS_PATH,
    codes::QUESTION_WITHOUT_ID,
    codes::DUPLICATE_QUESTION,
    codes::EMPTY_TABLE,
    codes::NAME_COLLISION,
    codes::ORPHAN_PAGE,
    codes::BAD_LEDGER,
    codes::LEDGER_VERSION,
    codes::LOST_PAGE,
    codes::LOST_ANCHOR,
    codes::RETIRED_TARGET,
    codes::RETIRED_TWICE,
    codes::RETIRED_CHAIN,
    codes::RETIRED_BUT_THERE,
    codes::BAD_HOURS,
    codes::CLOSES_BEFORE_OPENING,
    codes::OVERLAPPING_HOURS,
    codes::HOLIDAYS_UNSAID,
    codes::OUTSIDE_HOURS,
    codes::CALENDARS_DISAGREE,
    codes::CHANGE_ORDER,
    codes::BAD_NUMBER,
    codes::CHARGED_NUMBER,
    codes::UNUSUAL_NUMBER,
    codes::ENDED_CHANNEL,
    codes::MISPLACED_KEY,
    codes::UNUSED_DATA,
    codes::UNUSED_WAIVER,
    codes::UNVERIFIED,
    codes::MISSING_SOURCE,
    codes::STALE,
    codes::VERIFIED_TOO_OLD,
    codes::BAD_SOURCE,
    codes::CHANGE_PAST,
    codes::VERIFIED_IN_FUTURE,
    codes::CLOSURE_PAST,
    codes::YEAR_END_MISSING,
    codes::DATA_EXPIRED,
    codes::DRIFT,
    codes::LITERAL_FACT,
    codes::UNBOUND_FACT,
    codes::UNKNOWN_NUMBER,
    codes::NEAR_NUMBER,
    codes::SIMILAR_NUMBERS,
    codes::DEAD_LINK,
    codes::UNCHECKED_LINK,
    codes::MOVED_LINK,
    codes::TEMPLATE_ERROR,
    codes::MISSING_TEMPLATE,
    codes::UNKNOWN_THEME,
    codes::UNKNOWN_SETTING,
    codes::ASSET_MISSING,
    codes::BLOCKED_RESOURCE,
    codes::IMPORT_SETTING,
    codes::IMPORT_MARKUP,
    codes::IMPORT_LINK,
    codes::IMPORT_INCLUDE,
    codes::IMPORT_FILE,
    codes::IMPORT_ANCHOR,
    codes::IMPORT_REPAIR,
    codes::INTERNAL,
];
