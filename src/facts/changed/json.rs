//! The changes for programs: one object a line.

use serde_json::{Value as Json, json};

use super::super::list::{put, spot_json};
use super::{Changes, Subject};

impl Changes {
    pub(super) fn json(&self) -> String {
        let mut lines = Vec::new();
        for change in &self.changes {
            let mut object = json!({ "kind": subject(change.subject), "path": change.path });
            if !change.also.is_empty() {
                put(&mut object, "also", Some(change.also.clone()));
            }
            put(&mut object, "old", change.old.as_deref());
            put(&mut object, "new", change.new.as_deref());
            let (old, new) = change.verified;
            put(&mut object, "verified_old", old.map(|day| day.to_string()));
            put(&mut object, "verified_new", new.map(|day| day.to_string()));
            put(&mut object, "written", Some(spot_json(&change.written)));
            let shown: Vec<Json> = change.shown.iter().map(spot_json).collect();
            put(&mut object, "shown", Some(shown));
            lines.push(object);
        }
        for of in &self.vouching {
            lines.push(
                json!({ "kind": "verification", "paths": of.what, "old": of.old, "new": of.new }),
            );
        }
        for waiver in &self.waivers {
            let mut object = json!({ "kind": "waiver", "file": waiver.file, "what": waiver.what });
            if let Some((old, new)) = &waiver.change {
                put(&mut object, "old", Some(old.as_str()));
                put(&mut object, "new", Some(new.as_str()));
            }
            lines.push(object);
        }
        lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Contact => "contact",
        Subject::Owner => "owner",
        Subject::Fact => "fact",
        Subject::Dated => "dated",
        Subject::Notice => "notice",
        Subject::Calendar => "calendar",
        Subject::Setting => "setting",
    }
}
