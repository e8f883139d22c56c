//! How numbers are shown to people. The exact value stays in the trace; what is shown says so when it is not all.

use values::Exact;

/// A value with this many decimals and thin groups of three, such as `26 001 518.40`.
#[must_use]
pub fn grouped(value: &Exact, decimals: u32) -> String {
    let text = value.to_fixed(decimals);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let groups: Vec<&str> = group_ends(whole.len()).map(|(from, to)| &whole[from..to]).collect();
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", groups.join("\u{a0}"))
}

fn group_ends(length: usize) -> impl Iterator<Item = (usize, usize)> {
    let first = length % 3;
    let head = (first > 0).then_some((0, first));
    head.into_iter().chain((first..length).step_by(3).map(|from| (from, from + 3)))
}

/// An exact text as people read it: as it stands if it is a short decimal, else rounded to six decimals after `≈`.
#[must_use]
pub fn shown(exact: &str) -> String {
    let short = !exact.contains('/') && exact.split_once('.').is_none_or(|(_, fraction)| fraction.len() <= 6);
    if short {
        return exact.to_owned();
    }
    exact.parse::<Exact>().map_or_else(|_| exact.to_owned(), |value| format!("≈ {}", value.to_fixed(6)))
}

#[cfg(test)]
mod tests {
    use super::{grouped, shown};
    use values::Exact;

    #[test]
    fn groups_of_three_from_the_right() {
        let show = |text: &str, decimals| grouped(&Exact::decimal(text).unwrap_or(Exact::ZERO), decimals);
        assert_eq!(show("26001518.4", 2), "26\u{a0}001\u{a0}518.40");
        assert_eq!(show("-100", 0), "-100");
        assert_eq!(show("1000", 0), "1\u{a0}000");
    }

    #[test]
    fn what_is_rounded_says_so() {
        assert_eq!(shown("1/3"), "≈ 0.333333");
        assert_eq!(shown("12.5"), "12.5");
    }
}
