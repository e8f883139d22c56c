//! The one number type. A value is either `Fixed` (an `i128` and a count of decimals), which covers nearly all money
//! and points at the speed of an integer, or `Big` (a reduced ratio of big integers), which covers the rest.
//! Every operation is exact; an overflow of the fixed form promotes to the big one and nothing is ever cut.
//!
//! Text form: the shortest decimal if the value terminates (`12.5`), else a ratio in lowest terms (`1/3`).

mod arithmetic;
mod text;

pub use text::ParseExactError;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// Decimals that the fixed form holds at most; a finer value is held as a ratio.
const MAX_SCALE: u32 = 36;

/// An exact rational number.
#[derive(Clone, Debug)]
pub struct Exact(Form);

#[derive(Clone, Debug)]
enum Form {
    /// `mantissa / 10^scale`, without trailing zeros in the mantissa when the scale is above 0.
    Fixed { mantissa: i128, scale: u32 },
    /// Anything else, in lowest terms.
    Big(Box<BigRational>),
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Form::Fixed { mantissa: 0, scale: 0 });
    /// One.
    pub const ONE: Self = Self(Form::Fixed { mantissa: 1, scale: 0 });
    /// One hundred, for percentages.
    pub const HUNDRED: Self = Self(Form::Fixed { mantissa: 100, scale: 0 });

    /// The value `mantissa / 10^scale`: how scaled columns and decimals come in.
    #[must_use]
    pub fn scaled(mantissa: i128, scale: u32) -> Self {
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        if scale > MAX_SCALE {
            return Self::from_ratio(BigRational::new(mantissa.into(), BigInt::from(10).pow(scale)));
        }
        Self(Form::Fixed { mantissa, scale })
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Fixed { mantissa: 0, .. })
    }

    /// Whether the value is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Fixed { mantissa, .. } => *mantissa < 0,
            Form::Big(ratio) => ratio.is_negative(),
        }
    }

    /// Decimals of the value if it terminates, else `None`.
    #[must_use]
    pub fn decimals(&self) -> Option<u32> {
        match &self.0 {
            Form::Fixed { scale, .. } => Some(*scale),
            Form::Big(ratio) => terminating_scale(ratio.denom()),
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
        match &self.0 {
            Form::Fixed { mantissa, scale: own } => {
                let factor = 10_i128.checked_pow(scale.checked_sub(*own)?)?;
                i64::try_from(mantissa.checked_mul(factor)?).ok()
            }
            Form::Big(ratio) => {
                let scaled = ratio.as_ref() * BigInt::from(10).pow(scale);
                scaled.is_integer().then(|| scaled.numer().to_i64())?
            }
        }
    }

    fn to_ratio(&self) -> BigRational {
        match &self.0 {
            Form::Fixed { mantissa, scale } => BigRational::new((*mantissa).into(), BigInt::from(10).pow(*scale)),
            Form::Big(ratio) => ratio.as_ref().clone(),
        }
    }

    /// Back to the fixed form whenever the value fits it, so that equal values have one form.
    fn from_ratio(ratio: BigRational) -> Self {
        if let Some(scale) = terminating_scale(ratio.denom()).filter(|scale| *scale <= MAX_SCALE) {
            let scaled = ratio.numer() * (BigInt::from(10).pow(scale) / ratio.denom());
            if let Some(mantissa) = scaled.to_i128() {
                return Self(Form::Fixed { mantissa, scale });
            }
        }
        Self(Form::Big(Box::new(ratio)))
    }
}

/// The fewest decimals that write a fraction with this denominator, if any number of them does.
fn terminating_scale(denominator: &BigInt) -> Option<u32> {
    let mut rest = denominator.clone();
    let mut count = |prime: u32| {
        let prime = BigInt::from(prime);
        let mut times = 0;
        while (&rest % &prime).is_zero() {
            rest /= &prime;
            times += 1;
        }
        times
    };
    let decimals = std::cmp::max(count(2), count(5));
    rest.is_one().then_some(decimals)
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Form::Fixed { .. }, Form::Fixed { .. }) = (&self.0, &other.0)
            && let Some((left, right, _)) = arithmetic::aligned(self, other)
        {
            return left.cmp(&right);
        }
        self.to_ratio().cmp(&other.to_ratio())
    }
}

impl From<u32> for Exact {
    fn from(value: u32) -> Self {
        Self::scaled(i128::from(value), 0)
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(Self::ZERO, |total, term| &total + &term)
    }
}
