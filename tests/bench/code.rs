//! Pieces of code in six languages, of 200 to 500 bytes, no two alike.

use std::fmt::Write as _;

use crate::dice::Dice;

/// The language and the text of the piece with a number.
pub(crate) fn piece(dice: &mut Dice, number: usize) -> (&'static str, String) {
    let [a, b, c, d] = [(); 4].map(|()| dice.english_word());
    let size = dice.roll(1_000);
    match number % 6 {
        0 => ("rust", rust(number, [a, b, c, d], size)),
        1 => ("toml", toml(number, [a, b, c, d], size)),
        2 => ("python", python(number, [a, b, c, d], size)),
        3 => ("bash", bash(number, [a, b, c, d], size)),
        4 => ("json", json(number, [a, b, c, d], size)),
        _ => ("js", javascript(number, [a, b, c, d], size)),
    }
}

fn rust(number: usize, [a, b, c, d]: [&str; 4], size: usize) -> String {
    format!(
        "/// The {a} of a {b}.\n#[derive(Debug, Clone)]\npub struct Kind{number} {{\n    pub {a}_id: u64,\n    pub {b}_name: String,\n}}\n\n\
         impl Kind{number} {{\n    // {c} first, {d} afterwards\n    pub fn {c}_of(&self, limit: usize) -> Option<String> {{\n        \
         let total = self.{a}_id + {size};\n        if total > 0x{size:x} {{\n            return Some(format!(\"{d}: {{total}}\"));\n        }}\n        None\n    }}\n}}\n"
    )
}

fn toml(number: usize, [a, b, c, d]: [&str; 4], size: usize) -> String {
    let mut text = format!("# {a} and {b}\ntitle = \"{c} {number}\"\n");
    for row in 0..4 {
        let _ = write!(
            text,
            "\n[{a}.row{row}]\n{b} = {size}\n{c} = [\"{d}\", \"{a}\", {row}]\nis_{d} = {}\n",
            row % 2 == 0
        );
    }
    text
}

fn python(number: usize, [a, b, c, d]: [&str; 4], size: usize) -> String {
    format!(
        "import json\nfrom pathlib import Path\n\n\ndef {a}_{number}({b}, {c}={size}):\n    \"\"\"The {d} of a {a}.\"\"\"\n    \
         rows = [row for row in {b} if row[\"{c}\"] > {size}]\n    # {d} last\n    for at, row in enumerate(rows):\n        \
         print(f\"{{at}}: {{row['{a}']!r}}\", end=\"\\n\")\n    return json.dumps(rows) if rows else None\n"
    )
}

fn bash(number: usize, [a, b, c, d]: [&str; 4], size: usize) -> String {
    format!(
        "#!/usr/bin/env bash\nset -euo pipefail\n# {a} {number}\n{b}=\"${{1:-{c}}}\"\nfor file in \"${b}\"/*.{d}; do\n  \
         if [[ -s $file && $(wc -c <\"$file\") -gt {size} ]]; then\n    echo \"{a}: ${{file##*/}}\" | sort -u >>{c}.log\n  fi\ndone\n\
         curl -sS --fail https://example.com/{a}/{number} -o \"{d}.json\" || exit 1\n"
    )
}

fn json(number: usize, [a, b, c, d]: [&str; 4], size: usize) -> String {
    let mut text = format!("{{\n  \"{a}\": {number},\n  \"{b}\": [\n");
    for row in 0..5 {
        let end = if row < 4 { "," } else { "" };
        let _ = writeln!(
            text,
            "    {{ \"{c}\": \"{d} {row}\", \"size\": {size}, \"open\": true, \"note\": null }}{end}"
        );
    }
    text + "  ]\n}\n"
}

fn javascript(number: usize, [a, b, c, d]: [&str; 4], size: usize) -> String {
    format!(
        "// {a} of {b}\nimport {{ {c} }} from \"./{d}.js\";\n\nexport async function {a}{number}(rows, limit = {size}) {{\n  \
         const found = rows.filter((row) => row.{b} !== null && row.size < limit);\n  for (const row of found) {{\n    \
         await {c}(`{d}/${{row.name}}?size=${{limit + 1}}`);\n  }}\n  return found.length ? found.map((row) => row.{b}) : [];\n}}\n"
    )
}
