//! What happens in a terminal: commands behind a prompt, and what they print.
//!
//! A shell's syntax would colour what is printed as if it were code, so only the commands stand out here.

use crate::theme::escape::push_html;

/// Names of such fences.
const NAMES: &[&str] = &["console", "shell-session", "terminal"];

/// Whether a fence with this name, in small letters, is a terminal.
pub(super) fn is_console(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The lines as HTML: what stands behind `$ ` is a command, and goes on in the next line after a `\`.
pub(super) fn paint(code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let mut goes_on = false;
    for line in code.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let command = text.strip_prefix("$ ");
        if command.is_some() {
            html.push_str("<span class=\"c\">$</span> ");
        }
        let is_command = command.is_some() || goes_on;
        let said = command.unwrap_or(text);
        if is_command && !said.is_empty() {
            let (said, comment) = said.split_at(said.find("  #").unwrap_or(said.len()));
            span(&mut html, "k", said);
            span(&mut html, "c", comment);
        } else {
            push_html(&mut html, said);
        }
        goes_on = is_command && text.ends_with('\\');
        html.push_str(&line[text.len()..]);
    }
    html
}

fn span(html: &mut String, class: &str, text: &str) {
    if !text.is_empty() {
        html.push_str("<span class=\"");
        html.push_str(class);
        html.push_str("\">");
        push_html(html, text);
        html.push_str("</span>");
    }
}

#[cfg(test)]
mod tests {
    use super::paint;

    #[test]
    fn commands_stand_out_and_what_is_printed_is_plain() {
        let code = "$ madoguchi build  # now\n5 pages <3>\n$ a \\\n  b\nc";
        let html = "<span class=\"c\">$</span> <span class=\"k\">madoguchi build</span>\
                    <span class=\"c\">  # now</span>\n5 pages &lt;3&gt;\n\
                    <span class=\"c\">$</span> <span class=\"k\">a \\</span>\n\
                    <span class=\"k\">  b</span>\nc";
        assert_eq!(paint(code), html);
    }
}
