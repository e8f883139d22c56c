//! The four operations, powers and rounding. Each tries the fixed form with checked integers first and falls back
//! to ratios of big integers; both give the same value.

use super::{Exact, Form};
use crate::rounding::{Mode, Rounding};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed};
use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

/// Both mantissas at the finer of the two scales, if both values are fixed and the shift fits.
pub(super) fn aligned(left: &Exact, right: &Exact) -> Option<(i128, i128, u32)> {
    let (Form::Fixed { mantissa: a, scale: x }, Form::Fixed { mantissa: b, scale: y }) = (&left.0, &right.0) else {
        return None;
    };
    let scale = *x.max(y);
    let shift = |mantissa: i128, from: u32| mantissa.checked_mul(10_i128.checked_pow(scale - from)?);
    Some((shift(*a, *x)?, shift(*b, *y)?, scale))
}

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        aligned(self, other)
            .and_then(|(a, b, scale)| Some(Exact::scaled(a.checked_add(b)?, scale)))
            .unwrap_or_else(|| Exact::from_ratio(self.to_ratio() + other.to_ratio()))
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        aligned(self, other)
            .and_then(|(a, b, scale)| Some(Exact::scaled(a.checked_sub(b)?, scale)))
            .unwrap_or_else(|| Exact::from_ratio(self.to_ratio() - other.to_ratio()))
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        if let (Form::Fixed { mantissa: a, scale: x }, Form::Fixed { mantissa: b, scale: y }) = (&self.0, &other.0)
            && let Some(mantissa) = a.checked_mul(*b)
        {
            return Exact::scaled(mantissa, x + y);
        }
        Exact::from_ratio(self.to_ratio() * other.to_ratio())
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        &Exact::ZERO - self
    }
}

impl Exact {
    /// The exact quotient, or `None` when the divisor is zero.
    #[must_use]
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        Some(Self::from_ratio(self.to_ratio() / divisor.to_ratio()))
    }

    /// The value multiplied by itself `exponent` times; the zeroth power is one.
    #[must_use]
    pub fn to_the(&self, exponent: u32) -> Self {
        Self::from_ratio(Pow::pow(self.to_ratio(), exponent))
    }

    /// The value at the decimals and in the mode that a rounding names.
    #[must_use]
    pub fn rounded(&self, rounding: Rounding) -> Self {
        if self.decimals().is_some_and(|own| own <= rounding.decimals) {
            return self.clone();
        }
        let power = BigInt::from(10).pow(rounding.decimals);
        let scaled = self.to_ratio() * BigRational::from(power.clone());
        let whole = round_to_integer(&scaled, rounding.mode);
        Self::from_ratio(BigRational::new(whole, power))
    }
}

fn round_to_integer(value: &BigRational, mode: Mode) -> BigInt {
    let (floor, rest) = value.numer().div_mod_floor(value.denom());
    let ceiling = || &floor + BigInt::one();
    let negative = value.is_negative();
    let twice: BigInt = rest * 2_u32;
    let half = twice.cmp(value.denom());
    let up = match mode {
        Mode::Floor => false,
        Mode::Ceiling => true,
        Mode::TowardZero => negative,
        Mode::AwayFromZero => !negative,
        Mode::HalfAwayFromZero => match half {
            Ordering::Equal => !negative,
            other => other == Ordering::Greater,
        },
        Mode::HalfEven => match half {
            Ordering::Equal => floor.is_odd(),
            other => other == Ordering::Greater,
        },
    };
    if up { ceiling() } else { floor }
}
