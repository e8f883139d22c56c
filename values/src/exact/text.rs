//! Reading and writing exact numbers as text. Strict: `0.50` and `12` are read, `.5`, `1e3`, `1,5`, `+1`, `-0` and
//! blanks are not. Writing gives the shortest decimal, or `n/d` in lowest terms when no decimal is exact.

use super::{Exact, Form};
use num_bigint::BigInt;
use num_rational::BigRational;
use std::fmt;
use std::str::FromStr;

/// Digits that a number in a document may have at most, before and after the point together.
pub const MAX_DIGITS: usize = 36;
/// Characters that an exact text may have at most: several times what costs over a hundred years make.
const MAX_LENGTH: usize = 10_000;

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
        const TOO_LONG: ParseExactError = ParseExactError("write the number with at most 36 digits");
        let (negative, whole, fraction) = plain(text)?;
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(TOO_LONG);
        }
        let digits = whole.bytes().chain(fraction.bytes());
        let magnitude = digits.fold(0, |magnitude: i128, digit| 10 * magnitude + i128::from(digit - b'0'));
        let scale = u32::try_from(fraction.len()).map_err(|_| TOO_LONG)?;
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

/// Sign and digits before and after the point of a plain decimal of any length.
fn plain(text: &str) -> Result<(bool, &str, &str), ParseExactError> {
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
    if negative && whole.bytes().chain(fraction.bytes()).all(|digit| digit == b'0') {
        return Err(ParseExactError("write zero as 0, without a sign"));
    }
    Ok((negative, whole, fraction))
}

/// Reads what [`fmt::Display`] writes: a decimal, or a ratio in lowest terms that no decimal writes.
impl FromStr for Exact {
    type Err = ParseExactError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MAX_LENGTH {
            return Err(ParseExactError("write the number with at most 10000 characters"));
        }
        match text.split_once('/') {
            None => {
                let (negative, whole, fraction) = plain(text)?;
                let magnitude = digits(&format!("{whole}{fraction}"))?;
                let power = BigInt::from(10).pow(u32::try_from(fraction.len()).unwrap_or(u32::MAX));
                Ok(Self::from_big(BigRational::new(if negative { -magnitude } else { magnitude }, power)))
            }
            Some((numerator, denominator)) => ratio(numerator, denominator),
        }
    }
}

fn ratio(numerator: &str, denominator: &str) -> Result<Exact, ParseExactError> {
    const FORM: ParseExactError = ParseExactError("write a ratio as n/d");
    let (negative, above, none) = plain(numerator).map_err(|_| FORM)?;
    let (below_zero, below, no) = plain(denominator).map_err(|_| FORM)?;
    if below_zero || numerator.contains('.') || denominator.contains('.') || !none.is_empty() || !no.is_empty() {
        return Err(FORM);
    }
    let (above, below) = (digits(above)?, digits(below)?);
    if below == BigInt::ZERO {
        return Err(ParseExactError("write a ratio with a denominator other than zero"));
    }
    let value = Exact::from_big(BigRational::new(if negative { -above } else { above }, below.clone()));
    if value.decimals().is_some() {
        return Err(ParseExactError("write what a decimal can write as a decimal"));
    }
    if *value.to_big().denom() != below {
        return Err(ParseExactError("write a ratio in lowest terms"));
    }
    Ok(value)
}

fn digits(text: &str) -> Result<BigInt, ParseExactError> {
    text.parse().map_err(|_| ParseExactError("write digits"))
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Fixed { mantissa, scale } => {
                write_decimal(f, *mantissa < 0, &mantissa.unsigned_abs().to_string(), *scale)
            }
            Form::Ratio { .. } | Form::Big(_) => {
                let ratio = self.to_big();
                let Some(scale) = self.decimals() else {
                    return write!(f, "{}/{}", ratio.numer(), ratio.denom());
                };
                let scaled = ratio.numer() * (BigInt::from(10).pow(scale) / ratio.denom());
                write_decimal(f, self.is_negative(), &scaled.magnitude().to_string(), scale)
            }
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
