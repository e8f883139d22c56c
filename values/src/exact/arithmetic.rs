//! The four operations, powers and rounding. Each tries checked integers first and falls back to ratios of big
//! integers; both give the same value.

use super::form::power_of_ten;
use super::{Exact, Form};
use crate::rounding::{Mode, Rounding};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Pow, Signed};
use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

/// Both mantissas at the finer of the two scales, if both values are fixed and the shift fits.
#[inline]
pub(super) fn aligned(left: &Exact, right: &Exact) -> Option<(i128, i128, u32)> {
    let (Form::Fixed { mantissa: a, scale: x }, Form::Fixed { mantissa: b, scale: y }) = (&left.0, &right.0) else {
        return None;
    };
    match x.cmp(y) {
        Ordering::Equal => Some((*a, *b, *x)),
        Ordering::Less => Some((product(*a, power_of_ten(y - x)?)?, *b, *y)),
        Ordering::Greater => Some((*a, product(*b, power_of_ten(x - y)?)?, *x)),
    }
}

/// The product, if it fits. Factors of 64 bits, which nearly all are, need no check.
#[inline]
pub(super) fn product(left: i128, right: i128) -> Option<i128> {
    match (i64::try_from(left), i64::try_from(right)) {
        (Ok(left), Ok(right)) => Some(i128::from(left) * i128::from(right)),
        _ => left.checked_mul(right),
    }
}

/// The parts of both values, if integers hold them.
fn fractions(left: &Exact, right: &Exact) -> Option<((i128, i128), (i128, i128))> {
    Some((left.fraction()?, right.fraction()?))
}

impl Add for &Exact {
    type Output = Exact;

    #[inline]
    fn add(self, other: Self) -> Exact {
        if let Some((a, b, scale)) = aligned(self, other)
            && let Some(sum) = a.checked_add(b)
        {
            return Exact::scaled(sum, scale);
        }
        slow_add(self, other)
    }
}

impl Sub for &Exact {
    type Output = Exact;

    #[inline]
    fn sub(self, other: Self) -> Exact {
        if let Some((a, b, scale)) = aligned(self, other)
            && let Some(difference) = a.checked_sub(b)
        {
            return Exact::scaled(difference, scale);
        }
        slow_sub(self, other)
    }
}

impl Mul for &Exact {
    type Output = Exact;

    #[inline]
    fn mul(self, other: Self) -> Exact {
        if let (Form::Fixed { mantissa: a, scale: x }, Form::Fixed { mantissa: b, scale: y }) = (&self.0, &other.0)
            && let Some(product) = product(*a, *b)
        {
            return Exact::scaled(product, x + y);
        }
        slow_mul(self, other)
    }
}

/// The sum of many: mantissas are added as they are while integers hold them, and zeros are taken off once, at the end.
#[inline]
pub(super) fn sum<'a>(mut terms: impl Iterator<Item = &'a Exact>) -> Exact {
    let (mut total, mut scale) = (0_i128, 0);
    while let Some(term) = terms.next() {
        match extended(total, scale, term) {
            Some(extended) => (total, scale) = extended,
            None => return terms.fold(&Exact::scaled(total, scale) + term, |total, term| &total + term),
        }
    }
    Exact::scaled(total, scale)
}

/// A mantissa and its scale with a fixed value added, at the finer scale of the two.
#[inline]
fn extended(total: i128, scale: u32, term: &Exact) -> Option<(i128, u32)> {
    let Form::Fixed { mantissa, scale: own } = &term.0 else { return None };
    let (total, mantissa) = match scale.cmp(own) {
        Ordering::Equal => (total, *mantissa),
        Ordering::Less => (product(total, power_of_ten(own - scale)?)?, *mantissa),
        Ordering::Greater => (total, product(*mantissa, power_of_ten(scale - own)?)?),
    };
    Some((total.checked_add(mantissa)?, scale.max(*own)))
}

// What the fixed form does not hold, out of the way of what it does.

fn slow_add(left: &Exact, right: &Exact) -> Exact {
    let small = fractions(left, right).and_then(|((a, x), (b, y))| {
        let sum = product(a, y)?.checked_add(product(b, x)?)?;
        Some(Exact::from_fraction(sum, product(x, y)?))
    });
    small.unwrap_or_else(|| Exact::from_big(&*left.to_big() + &*right.to_big()))
}

fn slow_sub(left: &Exact, right: &Exact) -> Exact {
    let small = fractions(left, right).and_then(|((a, x), (b, y))| {
        let difference = product(a, y)?.checked_sub(product(b, x)?)?;
        Some(Exact::from_fraction(difference, product(x, y)?))
    });
    small.unwrap_or_else(|| Exact::from_big(&*left.to_big() - &*right.to_big()))
}

fn slow_mul(left: &Exact, right: &Exact) -> Exact {
    let small =
        fractions(left, right).and_then(|((a, x), (b, y))| Some(Exact::from_fraction(product(a, b)?, product(x, y)?)));
    small.unwrap_or_else(|| Exact::from_big(&*left.to_big() * &*right.to_big()))
}

/// The order of two values that are not both fixed, or do not align.
pub(super) fn compare(left: &Exact, right: &Exact) -> Ordering {
    if let Some(((a, x), (b, y))) = fractions(left, right)
        && let (Some(left), Some(right)) = (product(a, y), product(b, x))
    {
        return left.cmp(&right);
    }
    let (left, right) = (left.to_big(), right.to_big());
    (left.numer() * right.denom()).cmp(&(right.numer() * left.denom()))
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
        // At one scale the quotient of the mantissas is the quotient, with no powers of ten in it.
        if let Some((numerator, denominator, _)) = aligned(self, divisor)
            && denominator > 0
        {
            return Some(Self::from_fraction(numerator, denominator));
        }
        let small = fractions(self, divisor).and_then(|((a, x), (b, y))| {
            let (numerator, denominator) = (a.checked_mul(y)?, x.checked_mul(b)?);
            match denominator.is_negative() {
                true => Some(Self::from_fraction(numerator.checked_neg()?, denominator.checked_neg()?)),
                false => Some(Self::from_fraction(numerator, denominator)),
            }
        });
        Some(small.unwrap_or_else(|| Self::from_big(&*self.to_big() / &*divisor.to_big())))
    }

    /// The value multiplied by itself `exponent` times; the zeroth power is one.
    #[must_use]
    pub fn to_the(&self, exponent: u32) -> Self {
        let small = match &self.0 {
            Form::Fixed { mantissa, scale } => {
                scale.checked_mul(exponent).and_then(|scale| Some(Self::scaled(mantissa.checked_pow(exponent)?, scale)))
            }
            _ => self.fraction().and_then(|(numerator, denominator)| {
                Some(Self::from_fraction(numerator.checked_pow(exponent)?, denominator.checked_pow(exponent)?))
            }),
        };
        small.unwrap_or_else(|| Self::from_big(Pow::pow(self.to_big().into_owned(), exponent)))
    }

    /// The value at the decimals and in the mode that a rounding names.
    #[must_use]
    pub fn rounded(&self, rounding: Rounding) -> Self {
        let Rounding { decimals, mode } = rounding;
        if self.decimals().is_some_and(|own| own <= decimals) {
            return self.clone();
        }
        if let Form::Fixed { mantissa, scale } = &self.0
            && let Some(power) = power_of_ten(scale - decimals)
        {
            return Self::scaled(whole(mantissa, &power, mode), decimals);
        }
        if let Some((numerator, denominator)) = self.fraction()
            && let Some(numerator) = power_of_ten(decimals).and_then(|power| numerator.checked_mul(power))
        {
            return Self::scaled(whole(&numerator, &denominator, mode), decimals);
        }
        let power = BigInt::from(10).pow(decimals);
        let ratio = self.to_big();
        let whole = whole(&(ratio.numer() * &power), ratio.denom(), mode);
        Self::from_big(BigRational::new(whole, power))
    }
}

/// The quotient as a whole number. It is not one already, and the denominator is above zero.
fn whole<T: Integer + Signed + Clone>(numerator: &T, denominator: &T, mode: Mode) -> T {
    let negative = numerator.is_negative();
    let (floor, rest) = numerator.div_mod_floor(denominator);
    // Half or more, without doubling what may be as large as the type holds.
    let half = rest.cmp(&(denominator.clone() - rest.clone()));
    let up = match (mode, half) {
        (Mode::Floor, _) => false,
        (Mode::Ceiling, _) => true,
        (Mode::TowardZero, _) => negative,
        (Mode::AwayFromZero, _) => !negative,
        (Mode::HalfAwayFromZero, Ordering::Equal) => !negative,
        (Mode::HalfEven, Ordering::Equal) => floor.is_odd(),
        (Mode::HalfAwayFromZero | Mode::HalfEven, half) => half == Ordering::Greater,
    };
    if up { floor + T::one() } else { floor }
}
