//! What the rounds of mending apply, leave out and leave alone.

use std::sync::Arc;

use super::*;
use crate::civil::Date;

fn snapshot(files: &[(&str, &str)]) -> Arc<Snapshot> {
    let today = Date::new(2026, 12, 1).expect("a day");
    Arc::new(Snapshot::of_texts(today, files.iter().copied()))
}

fn mended(files: &[(&str, &str)]) -> Mended {
    let config = SourcePath::new("config.toml");
    mend(&snapshot(files), &config, &Options::default())
}

const CONFIG: (&str, &str) = ("config.toml", "title = \"案内\"\n");

#[test]
fn what_one_fix_shows_the_next_round_mends() {
    let page = "＋＋＋\nkind = \"faq\"\n＋＋＋\n＃＃ 記録はどう残す?\n\n答え。\n";
    let mended = mended(&[CONFIG, ("content/faq.md", page)]);
    let file = &mended.files["content/faq.md"];
    let after = "+++\nkind = \"faq\"\n+++\n## 記録はどう残す? {#記録はどう残す}\n\n答え。\n";
    assert_eq!(&*file.after, after);
    assert_eq!(file.fixes, 4);
    assert!(mended.left_out.is_empty());
}

#[test]
fn a_fix_that_would_bring_an_error_is_left_out_alone() {
    let page = "｛｛ nobody.hours ｝｝ と ＃\n\n＃ 題\n\n＃＃ 節\n";
    let mended = mended(&[CONFIG, ("content/a.md", page)]);
    let file = &mended.files["content/a.md"];
    assert_eq!(
        &*file.after,
        "｛｛ nobody.hours ｝｝ と ＃\n\n# 題\n\n## 節\n"
    );
    assert_eq!(file.fixes, 2);
    let [left_out] = mended.left_out.as_slice() else {
        panic!("{:?}", mended.left_out);
    };
    assert_eq!(left_out.finding.code, codes::WIDE_MARK);
    assert_eq!(left_out.error.code, codes::UNKNOWN_FACT);
}

#[test]
fn what_is_not_reported_is_not_mended() {
    let config = (
        "config.toml",
        "title = \"案内\"\n[check.severity]\nwide-mark = \"off\"\n",
    );
    let mended = mended(&[config, ("content/a.md", "＃ 題\n")]);
    assert!(mended.files.is_empty());
}
