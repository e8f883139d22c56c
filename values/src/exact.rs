//! The one number type. A value is either `Fixed` (an `i128` and a count of decimals), which covers nearly all money
//! and points at the speed of an integer, or `Ratio` (two `i64`), which covers what one division makes of those, or
//! `Big` (a ratio of big integers), which covers the rest. Every operation is exact; an overflow promotes to the next
//! form, a result that fits an earlier form comes back to it, and nothing is ever cut.
//!
//! Text form: the shortest decimal if the value terminates (`12.5`), else a ratio in lowest terms (`1/3`).
//!
//! What bounds a number: [`Exact::decimal`] takes at most 36 digits from a document, so that powers and sums of what
//! documents say stay within some thousand digits; `str::parse` takes at most 10 000 characters of our own text form.
//! Scales, powers and decimals of roundings are the caller's, who checks them: the work grows with them.

mod arithmetic;
mod form;
mod text;

pub use text::ParseExactError;

use form::{Form, power_of_ten};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};
use std::borrow::Cow;
use std::cmp::Ordering;

/// An exact rational number.
#[derive(Clone, Debug)]
pub struct Exact(Form);

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Form::Fixed { mantissa: 0, scale: 0 });
    /// One.
    pub const ONE: Self = Self(Form::Fixed { mantissa: 1, scale: 0 });
    /// One hundred, for percentages.
    pub const HUNDRED: Self = Self(Form::Fixed { mantissa: 100, scale: 0 });

    /// The value `mantissa / 10^scale`: how scaled columns and decimals come in.
    #[inline]
    #[must_use]
    pub fn scaled(mantissa: i128, scale: u32) -> Self {
        let (mantissa, scale) = form::without_trailing_zeros(mantissa, scale);
        if scale > form::MAX_SCALE {
            return Self::finer_than_fixed(mantissa, scale);
        }
        Self(Form::Fixed { mantissa, scale })
    }

    /// Whether the value is zero.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        matches!(self.0, Form::Fixed { mantissa: 0, .. })
    }

    /// Whether the value is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Fixed { mantissa, .. } => *mantissa < 0,
            Form::Ratio { numerator, .. } => *numerator < 0,
            Form::Big(ratio) => ratio.is_negative(),
        }
    }

    /// Decimals of the value if it terminates, else `None`.
    #[must_use]
    pub fn decimals(&self) -> Option<u32> {
        match &self.0 {
            Form::Fixed { scale, .. } => Some(*scale),
            Form::Ratio { denominator, .. } => form::decimals_of(denominator.unsigned_abs().into()),
            Form::Big(ratio) => form::decimals_of_big(ratio.denom()),
        }
    }

    /// The value as a whole number, if it is one and fits.
    #[must_use]
    pub fn to_u32(&self) -> Option<u32> {
        match &self.0 {
            Form::Fixed { mantissa, scale: 0 } => u32::try_from(*mantissa).ok(),
            _ => None,
        }
    }

    /// The value as an integer of `10^-scale`, if it is one exactly and fits in 64 bits.
    /// This is how documents become columns: what is finer than the column is refused, never cut.
    #[must_use]
    pub fn to_scaled_i64(&self, scale: u32) -> Option<i64> {
        let finer = scale.checked_sub(self.decimals()?)?;
        match &self.0 {
            Form::Fixed { mantissa: 0, .. } => Some(0),
            Form::Fixed { mantissa, .. } => i64::try_from(mantissa.checked_mul(power_of_ten(finer)?)?).ok(),
            Form::Ratio { .. } | Form::Big(_) => {
                let ratio = self.to_big();
                (ratio.numer() * BigInt::from(10).pow(scale) / ratio.denom()).to_i64()
            }
        }
    }

    /// The value as an integer of `10^-scale`, if it is one exactly and fits in 128 bits: for what is computed with,
    /// not for columns.
    #[inline]
    #[must_use]
    pub fn to_scaled(&self, scale: u32) -> Option<i128> {
        match &self.0 {
            Form::Fixed { mantissa, scale: own } => {
                arithmetic::product(*mantissa, power_of_ten(scale.checked_sub(*own)?)?)
            }
            Form::Ratio { .. } | Form::Big(_) => None,
        }
    }

    /// The integer of `10^-scale` just below or at the value, if integers hold it. Values stand in the order of these
    /// integers, as far as these differ.
    #[must_use]
    pub fn floor_scaled(&self, scale: u32) -> Option<i128> {
        let (numerator, denominator) = self.fraction()?;
        Some(arithmetic::product(numerator, power_of_ten(scale)?)?.div_euclid(denominator))
    }

    fn finer_than_fixed(mantissa: i128, scale: u32) -> Self {
        Self::from_big(BigRational::new(mantissa.into(), BigInt::from(10).pow(scale)))
    }

    fn to_big(&self) -> Cow<'_, BigRational> {
        match &self.0 {
            Form::Fixed { mantissa, scale } => {
                Cow::Owned(BigRational::new((*mantissa).into(), BigInt::from(10).pow(*scale)))
            }
            Form::Ratio { numerator, denominator } => {
                Cow::Owned(BigRational::new_raw((*numerator).into(), (*denominator).into()))
            }
            Form::Big(ratio) => Cow::Borrowed(ratio),
        }
    }

    /// The value as numerator and denominator, which is above zero; not in lowest terms.
    fn fraction(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Form::Fixed { mantissa, scale } => Some((*mantissa, power_of_ten(*scale)?)),
            Form::Ratio { numerator, denominator } => Some(((*numerator).into(), (*denominator).into())),
            Form::Big(_) => None,
        }
    }

    /// The form that a fraction fits, so that equal values have one form. The denominator is above zero.
    fn from_fraction(numerator: i128, denominator: i128) -> Self {
        Self(Form::of_fraction(numerator, denominator))
    }

    fn from_big(ratio: BigRational) -> Self {
        Self(Form::of_big(ratio))
    }
}

impl PartialEq for Exact {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Form::Fixed { mantissa: a, scale: x }, Form::Fixed { mantissa: b, scale: y }) => a == b && x == y,
            (Form::Ratio { numerator: a, denominator: x }, Form::Ratio { numerator: b, denominator: y }) => {
                a == b && x == y
            }
            (Form::Big(left), Form::Big(right)) => left.numer() == right.numer() && left.denom() == right.denom(),
            _ => false,
        }
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By cross-multiplication, in integers while they hold the products.
impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if let Some((left, right, _)) = arithmetic::aligned(self, other) {
            return left.cmp(&right);
        }
        arithmetic::compare(self, other)
    }
}

impl From<u32> for Exact {
    #[inline]
    fn from(value: u32) -> Self {
        Self(Form::Fixed { mantissa: value.into(), scale: 0 })
    }
}

impl<'a> std::iter::Sum<&'a Self> for Exact {
    fn sum<I: Iterator<Item = &'a Self>>(terms: I) -> Self {
        arithmetic::sum(terms)
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(Self::ZERO, |total, term| &total + &term)
    }
}
