//! Hosts as the network spells them: `xn--…` (RFC 3492), to show what letters hide.

const BASE: u32 = 36;
const MIN: u32 = 1;
const MAX: u32 = 26;

/// The host with each label that is not ASCII in Punycode.
pub(super) fn host(host: &str) -> String {
    let labels = host.split('.').map(|label| {
        if label.is_ascii() {
            label.to_owned()
        } else {
            encoded(label).map_or_else(|| label.to_owned(), |code| format!("xn--{code}"))
        }
    });
    labels.collect::<Vec<_>>().join(".")
}

/// RFC 3492, section 6.3. Nothing where a number would run over.
fn encoded(label: &str) -> Option<String> {
    let letters: Vec<u32> = label.chars().map(u32::from).collect();
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let (mut code, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic);
    while (handled as usize) < letters.len() {
        let next = letters.iter().copied().filter(|c| *c >= code).min()?;
        delta = delta.checked_add((next - code).checked_mul(handled + 1)?)?;
        code = next;
        for c in &letters {
            if *c < code {
                delta = delta.checked_add(1)?;
            }
            if *c == code {
                number(&mut out, delta, bias);
                bias = adapted(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta += 1;
        code += 1;
    }
    Some(out)
}

fn number(out: &mut String, mut rest: u32, bias: u32) {
    let mut step = BASE;
    loop {
        let threshold = step.saturating_sub(bias).clamp(MIN, MAX);
        if rest < threshold {
            out.push(digit(rest));
            return;
        }
        out.push(digit(threshold + (rest - threshold) % (BASE - threshold)));
        rest = (rest - threshold) / (BASE - threshold);
        step += BASE;
    }
}

/// a–z, then 0–9.
fn digit(value: u32) -> char {
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    letters.chars().nth(value as usize).unwrap_or('?')
}

fn adapted(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut steps = 0;
    while delta > (BASE - MIN) * MAX / 2 {
        delta /= BASE - MIN;
        steps += BASE;
    }
    steps + (BASE - MIN + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_hosts_as_the_network_does() {
        for (letters, code) in [
            ("bank.example", "bank.example"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("日本語.jp", "xn--wgv71a119e.jp"),
            ("аррӏе.com", "xn--80ak6aa92e.com"),
            ("mañana.com", "xn--maana-pta.com"),
        ] {
            assert_eq!(host(letters), code);
        }
    }
}
