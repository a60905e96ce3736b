//! A case's site, compiled in memory, and whether what came out is what was expected.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use madoguchi::compile::{self, Edition, Options};
use madoguchi::config::Denied;
use madoguchi::diagnostic::{Bag, Diagnostic, Severity, find_code};
use madoguchi::digest::Digest;
use madoguchi::facts::{self, Changes, Side};
use madoguchi::import::{Generator, Imported, import};
use madoguchi::mend::mend;
use madoguchi::output::{Content, Output};
use madoguchi::render::highlight::Highlighter;
use madoguchi::report::{Color, Format, Report};
use madoguchi::text::{Asset, Refusal, RefusalReason, Snapshot, Source, SourcePath};
use madoguchi::wording::Language;

use crate::read::{Case, SiteFile, Wanted};
use crate::{difference, element};

/// The config of a case that has none.
const CONFIG: &str = "title = \"窓口案内\"\n";

/// What a case's site came to.
struct Outcome {
    snapshot: Snapshot,
    findings: Vec<Diagnostic>,
    files: BTreeMap<String, String>,
    /// The texts that an import made.
    copy: BTreeMap<SourcePath, Source>,
    /// The present state and the one before it, where a case has one.
    editions: Option<(Edition, Edition)>,
    options: Options,
}

/// What comes out, for each expectation.
pub(crate) fn outcomes(case: &Case) -> Vec<String> {
    match catch_unwind(AssertUnwindSafe(|| compile(case))) {
        Ok(outcome) => case
            .expected
            .iter()
            .map(|expected| outcome.seen(&expected.wanted))
            .collect(),
        Err(panic) => {
            let said = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied());
            let said = format!("PANIC: {}\n", said.unwrap_or("without a word"));
            vec![said; case.expected.len()]
        }
    }
}

/// What differs, with the case's place, or nothing.
pub(crate) fn failure(case: &Case) -> Option<String> {
    let outcomes = outcomes(case);
    let mut differences = String::new();
    for (expected, actual) in case.expected.iter().zip(&outcomes) {
        if let Some(difference) = difference::of(&expected.text, actual) {
            differences.push_str(&difference);
        }
    }
    (!differences.is_empty()).then(|| {
        let Case {
            file, line, title, ..
        } = case;
        format!("tests/cases/{file}:{line}: {title}\n{differences}")
    })
}

fn compile(case: &Case) -> Outcome {
    let old = snapshot(case);
    let imported = generator(case).map(|generator| import(&old, generator).unwrap());
    let snapshot = imported.as_ref().map_or_else(|| old.clone(), copied);
    let options = options(case);
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), &options);
    let files = Mutex::new(BTreeMap::new());
    let sink = |output: Output| {
        let text = match output.content {
            Content::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Content::Copy(from) => format!("(a copy of {from})\n"),
        };
        let mut files = files.lock().unwrap();
        let twice = files.insert(output.path.to_string(), text).is_some();
        assert!(!twice, "{} is written twice", output.path);
        Ok::<(), String>(())
    };
    let compilation = parsed
        .compile(&Arc::new(snapshot.clone()), &options, &sink)
        .unwrap();
    let editions = has_before(case).then(|| {
        let before = edition(snapshot_of(case, "before"), &options);
        (before, edition(snapshot.clone(), &options))
    });
    let mut findings = compilation.findings;
    if let Some(imported) = &imported {
        assert!(imported.errors.is_empty(), "{:?}", imported.errors);
        findings.clone_from(&imported.findings);
    }
    if let Some((before, now)) = &editions {
        let mut bag = Bag::new();
        bag.extend(changes(before, now, Language::English).findings);
        findings.extend(compile::settle(
            bag,
            &parsed.config,
            &options,
            &snapshot.texts,
        ));
    }
    Outcome {
        findings,
        editions,
        files: files.into_inner().unwrap(),
        copy: imported.map(|imported| imported.texts).unwrap_or_default(),
        // Findings of an import are places of the old tree.
        snapshot: if generator(case).is_some() {
            old
        } else {
            snapshot
        },
        options,
    }
}

/// Whose tree the files are, where a case is about an import.
fn generator(case: &Case) -> Option<Generator> {
    let has = |flag: &str| case.flags.iter().any(|of| of == flag);
    if has("import mdbook") {
        Some(Generator::MdBook)
    } else {
        has("import zola").then_some(Generator::Zola)
    }
}

/// What an import made, as a site that is compiled.
fn copied(imported: &Imported) -> Snapshot {
    let today = madoguchi::civil::read_date("2026-12-01").unwrap();
    let mut snapshot = Snapshot::of_texts(today, []);
    snapshot.texts = imported.texts.clone();
    let assets = imported.copies.keys().map(|path| {
        let asset = Asset {
            digest: Digest::of(b""),
            length: 0,
            head: b""[..].into(),
        };
        (path.clone(), asset)
    });
    snapshot.assets = assets.collect();
    let texts = std::mem::take(&mut snapshot.texts);
    snapshot.texts = texts
        .into_iter()
        .filter(|(path, _)| path.below("static").is_none() && !path.as_str().starts_with('.'))
        .collect();
    snapshot
}

fn has_before(case: &Case) -> bool {
    let mut files = case.files.iter();
    files.any(|file| {
        matches!(
            file.nature.first().map(String::as_str),
            Some("before" | "new")
        )
    })
}

fn edition(snapshot: Snapshot, options: &Options) -> Edition {
    let parsed = compile::parse(&snapshot, &SourcePath::new("config.toml"), options);
    let highlighter = Arc::new(Highlighter::new());
    Edition::declare(parsed, &Arc::new(snapshot), options, highlighter)
}

fn changes(before: &Edition, now: &Edition, language: Language) -> Changes {
    let side = |edition| -> Side<'_> {
        let edition: &Edition = edition;
        Side {
            site: edition.site(),
            texts: edition.sources(),
        }
    };
    let since = ("main".to_owned(), "0".repeat(40));
    Changes::between(side(before), side(now), since, language)
}

fn options(case: &Case) -> Options {
    let mut options = Options::default();
    for flag in &case.flags {
        match flag.split_once(' ') {
            None if flag == "drafts" => options.drafts = true,
            Some(("deny", "warnings")) => options.deny.push(Denied::Warnings),
            Some(("deny", code)) => options.deny.push(Denied::Code(find_code(code).unwrap())),
            Some(("import", _)) => {}
            _ => panic!("there is no flag `{flag}`"),
        }
    }
    options
}

fn snapshot(case: &Case) -> Snapshot {
    snapshot_of(case, "new")
}

/// The site as it is (`new`) or as it was (`before`).
fn snapshot_of(case: &Case, side: &str) -> Snapshot {
    let no_config = !case.files.iter().any(|file| file.path == "config.toml");
    // What is marked for a side stands before what is for both, and the last of a path counts.
    let on_side = |file: &&SiteFile| file.nature.first().is_some_and(|word| word == side);
    let on_both = case.files.iter().filter(|file| file.nature.is_empty());
    let texts = on_both.chain(case.files.iter().filter(on_side));
    let texts = texts.map(|file| (file.path.as_str(), file.text.as_str()));
    let texts = no_config
        .then_some(("config.toml", CONFIG))
        .into_iter()
        .chain(texts);
    let mut snapshot = Snapshot::of_texts(case.today, texts);
    for file in &case.files {
        let path = SourcePath::new(&file.path);
        match file.nature.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [] | ["before" | "new"] => {}
            ["asset"] => drop(snapshot.assets.insert(path, asset(file))),
            ["missing"] => drop(snapshot.texts.remove(&path)),
            ["refused", why] => snapshot.refused.push(Refusal {
                path,
                reason: refusal(why),
            }),
            _ => panic!("{}: what is a file {:?}?", file.path, file.nature),
        }
    }
    snapshot
}

fn asset(file: &SiteFile) -> Asset {
    // No text holds the first byte of a PNG, so an empty one stands for a picture of 8 × 8 pixels.
    let is_picture = file.text.is_empty() && SourcePath::new(&file.path).extension() == "png";
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x08\0\0\0\x08\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82";
    let bytes = if is_picture {
        picture
    } else {
        file.text.as_bytes()
    };
    Asset {
        digest: Digest::of(bytes),
        length: bytes.len() as u64,
        head: bytes.into(),
    }
}

/// Why a file could not be read; what the disk does to files is tried in `tests/it`.
fn refusal(why: &str) -> RefusalReason {
    match why {
        "link" => RefusalReason::SymbolicLink,
        "pipe" => RefusalReason::SpecialFile,
        "shift_jis" => RefusalReason::Encoding {
            before: "# ".to_owned(),
            guess: Some("Shift_JIS"),
        },
        "damaged" => RefusalReason::Encoding {
            before: "# 電話\n\n本文".to_owned(),
            guess: None,
        },
        "large" => RefusalReason::TooLarge {
            length: (1 << 20) + 1,
            limit: 1 << 20,
        },
        "deep" => RefusalReason::TooDeep { limit: 32 },
        "name" => RefusalReason::Name,
        _ => why.strip_prefix("same=").map_or_else(
            || panic!("there is no reason `{why}`"),
            |other| RefusalReason::SameName {
                other: SourcePath::new(other),
            },
        ),
    }
}

impl Outcome {
    fn seen(&self, wanted: &Wanted) -> String {
        let seen = match wanted {
            Wanted::Findings(language) => return self.report(*language, Severity::Hint),
            Wanted::Html(url, element) => self.html(url, element.as_deref()),
            Wanted::File(path) => self.file(path),
            Wanted::Changes(language, format) => self.changed(*language, *format),
            Wanted::Fixed(path) => return self.fixed(path),
            Wanted::Copy(path) => {
                let found = self.copy.get(path.as_str());
                let text = found.map(|source| source.text.to_string());
                text.ok_or_else(|| format!("no file {path} in the copy"))
            }
        };
        // Whoever looks at a page alone believes that nothing is wrong with the site.
        let text = seen.unwrap_or_else(|wrong| {
            format!(
                "{wrong}\n{}",
                self.report(Language::English, Severity::Warning)
            )
        });
        if text.is_empty() || text.ends_with('\n') {
            text
        } else {
            text + "\n"
        }
    }

    fn report(&self, language: Language, least: Severity) -> String {
        let findings: Vec<Diagnostic> = self
            .findings
            .iter()
            .filter(|finding| finding.severity >= least)
            .cloned()
            .collect();
        let report = Report {
            texts: &self.snapshot.shown_texts(),
            language,
            format: Format::Short,
            color: Color::Plain,
            prefix: "",
        };
        report.render(&findings)
    }

    fn changed(&self, language: Language, format: facts::Format) -> Result<String, String> {
        let editions = self.editions.as_ref();
        let (before, now) = editions.ok_or("no file is marked `before` or `new`")?;
        Ok(changes(before, now, language).render(format, language))
    }

    fn file(&self, path: &str) -> Result<String, String> {
        let found = self.files.get(path).cloned();
        found.ok_or_else(|| format!("no file {path}"))
    }

    /// A file as `check --fix` leaves it.
    fn fixed(&self, path: &str) -> String {
        let snapshot = Arc::new(self.snapshot.clone());
        let mended = mend(&snapshot, &SourcePath::new("config.toml"), &self.options);
        let after = mended.files.get(path).map(|file| file.after.to_string());
        let text = after.unwrap_or_else(|| format!("(nothing to fix in {path})"));
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let left_out = mended.left_out.iter().map(|left_out| {
            let (code, error) = (left_out.finding.code, left_out.error.code);
            format!("(left out: {code}, for it would bring {error})\n")
        });
        let text = format!("{text}{end}{}", left_out.collect::<String>());
        escaped(&text)
    }

    fn html(&self, url: &str, wanted: Option<&str>) -> Result<String, String> {
        let path = url.trim_start_matches('/');
        let page = if path.is_empty() || path.ends_with('/') {
            self.file(&format!("{path}index.html"))?
        } else {
            self.file(path)?
        };
        let found = match wanted {
            None => element::inner(&page, ".page-body"),
            Some(wanted) => element::outer(&page, wanted),
        };
        let found = found.ok_or_else(|| format!("no such element in {path}"))?;
        Ok(found.trim_matches('\n').to_owned())
    }
}

/// Ends of lines that are no line feeds, and letters that nobody sees, as escapes.
fn escaped(text: &str) -> String {
    let is_plain =
        |c: char| c == '\n' || !(c.is_control() || ('\u{200b}'..'\u{2070}').contains(&c));
    let letter = |c: char| match c {
        c if is_plain(c) && c != '\u{feff}' => c.to_string(),
        c => format!("\\u{{{:x}}}", u32::from(c)),
    };
    text.chars().map(letter).collect()
}
