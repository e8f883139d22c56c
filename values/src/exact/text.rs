//! Reading and writing exact numbers as text. Strict: `0.50` and `12` are read, `.5`, `1e3`, `1,5`, `+1`, `-0` and
//! blanks are not. Writing gives the shortest decimal, or `n/d` in lowest terms when no decimal is exact.

use super::{Exact, Form};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use std::fmt;
use std::str::FromStr;

/// Digits that a number in a document may have at most, before and after the point together.
pub const MAX_DIGITS: usize = 36;

/// Why a text is not a number, in words that say what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseExactError(&'static str);

impl fmt::Display for ParseExactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for ParseExactError {}

impl Exact {
    /// Reads a plain decimal such as `-12.50`: the only number form of documents.
    ///
    /// # Errors
    /// Says which part of the form is broken.
    pub fn decimal(text: &str) -> Result<Self, ParseExactError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if digits.contains('.') && fraction.is_empty() {
            return Err(ParseExactError("write a digit after the decimal point"));
        }
        if whole.is_empty() {
            return Err(ParseExactError("write a digit before the decimal point"));
        }
        if !(whole.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit()) {
            return Err(ParseExactError(
                "write a plain decimal number: digits with a point, no exponent, comma, blank or sign other than -",
            ));
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(ParseExactError("write the number without leading zeros"));
        }
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(ParseExactError("write the number with at most 36 digits"));
        }
        let magnitude = format!("{whole}{fraction}")
            .parse::<i128>()
            .map_err(|_| ParseExactError("write the number with at most 36 digits"))?;
        if negative && magnitude == 0 {
            return Err(ParseExactError("write zero as 0, without a sign"));
        }
        let scale = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
        Ok(Self::scaled(if negative { -magnitude } else { magnitude }, scale))
    }

    /// The value with exactly this many decimals, rounded half away from zero; zero never shows a sign.
    /// For people; documents and traces hold the exact text.
    #[must_use]
    pub fn to_fixed(&self, decimals: u32) -> String {
        let rounded = self.rounded(crate::Rounding { decimals, mode: crate::Mode::HalfAwayFromZero });
        let text = rounded.to_string();
        if decimals == 0 {
            return text;
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let zeros = "0".repeat((decimals as usize).saturating_sub(fraction.len()));
        format!("{whole}.{fraction}{zeros}")
    }
}

/// Reads what [`fmt::Display`] writes: a decimal or a ratio.
impl FromStr for Exact {
    type Err = ParseExactError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((numerator, denominator)) = text.split_once('/') else {
            return Self::decimal(text);
        };
        let read = |part: &str| part.parse::<BigInt>().map_err(|_| ParseExactError("write a ratio as n/d"));
        let (numerator, denominator) = (read(numerator)?, read(denominator)?);
        if denominator.is_zero() {
            return Err(ParseExactError("write a ratio with a denominator other than zero"));
        }
        Ok(Self::from_ratio(BigRational::new(numerator, denominator)))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Fixed { mantissa, scale } => {
                write_decimal(f, *mantissa < 0, &mantissa.unsigned_abs().to_string(), *scale)
            }
            Form::Big(ratio) => match self.decimals() {
                Some(scale) => {
                    let scaled = ratio.numer() * (BigInt::from(10).pow(scale) / ratio.denom());
                    let digits = scaled.magnitude().to_string();
                    write_decimal(f, self.is_negative(), &digits, scale)
                }
                None => write!(f, "{}/{}", ratio.numer(), ratio.denom()),
            },
        }
    }
}

fn write_decimal(f: &mut fmt::Formatter<'_>, negative: bool, digits: &str, scale: u32) -> fmt::Result {
    let sign = if negative { "-" } else { "" };
    let scale = scale as usize;
    if scale == 0 {
        return write!(f, "{sign}{digits}");
    }
    let padded = format!("{}{digits}", "0".repeat((scale + 1).saturating_sub(digits.len())));
    let (whole, fraction) = padded.split_at(padded.len() - scale);
    write!(f, "{sign}{whole}.{fraction}")
}
