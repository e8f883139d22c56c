//! How scaled integers are printed. No value passes through a float.

use rust_decimal::Decimal;
use std::io::{self, Write};

/// Prints `value` at 10^-`decimals` as the shortest exact decimal: 67650000 at 4 decimals is `6765`.
pub(super) fn decimal(out: &mut impl Write, value: i64, decimals: u32) -> io::Result<()> {
    write!(out, "{}", Decimal::from_i128_with_scale(value.into(), decimals).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(print: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        print(&mut out).ok();
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn decimals_are_exact_and_short() {
        let cases = [
            (67_650_000, 4, "6765"),
            (67_655_000, 4, "6765.5"),
            (1, 4, "0.0001"),
            (-5_000, 4, "-0.5"),
            (0, 6, "0"),
            (1_050_000, 6, "1.05"),
            (i64::MIN, 6, "-9223372036854.775808"),
            (i64::MAX, 4, "922337203685477.5807"),
        ];
        for (value, decimals, text) in cases {
            assert_eq!(printed(|out| decimal(out, value, decimals)), text);
        }
    }
}
