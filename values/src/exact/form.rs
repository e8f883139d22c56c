//! The three forms of a number and which of them a value takes. Each value has exactly one: `Fixed` if it terminates
//! within 36 decimals and its mantissa fits, else `Ratio` if both parts in lowest terms fit, else `Big`.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};

/// Decimals that the fixed form holds at most; a finer value is held as a ratio.
pub(super) const MAX_SCALE: u32 = 36;

/// How a number is held.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// `mantissa / 10^scale`, without trailing zeros in the mantissa when the scale is above 0.
    Fixed { mantissa: i128, scale: u32 },
    /// In lowest terms, the denominator above zero: what a division makes of ordinary amounts.
    Ratio { numerator: i64, denominator: i64 },
    /// Anything else, in lowest terms.
    Big(Box<BigRational>),
}

impl Form {
    /// The form of a fraction that need not be in lowest terms. The denominator is above zero.
    pub(super) fn of_fraction(numerator: i128, denominator: i128) -> Self {
        let divisor = common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        // The divisor divides the denominator, so that it fits.
        let divisor = i128::try_from(divisor).unwrap_or(1);
        let (numerator, denominator) = match divisor {
            1 => (numerator, denominator),
            _ => (numerator / divisor, denominator / divisor),
        };
        if let Some(scale) = decimals_of(denominator.unsigned_abs()).filter(|scale| *scale <= MAX_SCALE)
            && let Some(power) = power_of_ten(scale)
            && let Some(mantissa) = numerator.checked_mul(power / denominator)
        {
            return Self::Fixed { mantissa, scale };
        }
        match (i64::try_from(numerator), i64::try_from(denominator)) {
            (Ok(numerator), Ok(denominator)) => Self::Ratio { numerator, denominator },
            _ => Self::Big(Box::new(BigRational::new_raw(numerator.into(), denominator.into()))),
        }
    }

    /// The form of a ratio in lowest terms.
    pub(super) fn of_big(ratio: BigRational) -> Self {
        if let (Some(numerator), Some(denominator)) = (ratio.numer().to_i128(), ratio.denom().to_i128()) {
            return Self::of_fraction(numerator, denominator);
        }
        // A part that 128 bits do not hold makes a mantissa that they do not hold either.
        Self::Big(Box::new(ratio))
    }
}

/// The same value without zeros at the end of its decimals.
#[inline]
pub(super) fn without_trailing_zeros(mantissa: i128, scale: u32) -> (i128, u32) {
    // Division of 128 bits is slow, and nearly every mantissa fits in 64.
    match i64::try_from(mantissa) {
        Ok(0) => (0, 0),
        Ok(mut mantissa) => {
            let mut scale = scale;
            while scale > 0 && mantissa % 10 == 0 {
                mantissa /= 10;
                scale -= 1;
            }
            (mantissa.into(), scale)
        }
        Err(_) => long_without_trailing_zeros(mantissa, scale),
    }
}

fn long_without_trailing_zeros(mut mantissa: i128, mut scale: u32) -> (i128, u32) {
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    (mantissa, scale)
}

/// Ten to this power, if it fits.
#[inline]
pub(super) fn power_of_ten(exponent: u32) -> Option<i128> {
    const POWERS: [i128; 39] = {
        let mut powers = [1; 39];
        let mut exponent = 1;
        while exponent < powers.len() {
            powers[exponent] = 10 * powers[exponent - 1];
            exponent += 1;
        }
        powers
    };
    POWERS.get(exponent as usize).copied()
}

fn common_divisor(left: u128, right: u128) -> u128 {
    match (u64::try_from(left), u64::try_from(right)) {
        (Ok(left), Ok(right)) => left.gcd(&right).into(),
        _ => left.gcd(&right),
    }
}

/// The fewest decimals that write a fraction in lowest terms with this denominator, if any number of them does.
pub(super) fn decimals_of(denominator: u128) -> Option<u32> {
    let twos = denominator.trailing_zeros();
    let odd = denominator >> twos;
    let fives = match u64::try_from(odd) {
        Ok(odd) => exponent_of_five(odd)?,
        // 5^27 is the largest power of five in 64 bits.
        Err(_) if odd.is_multiple_of(5_u128.pow(27)) => {
            27 + exponent_of_five(u64::try_from(odd / 5_u128.pow(27)).ok()?)?
        }
        Err(_) => return None,
    };
    Some(twos.max(fives))
}

fn exponent_of_five(mut power: u64) -> Option<u32> {
    let mut exponent = 0;
    while power > 1 {
        if !power.is_multiple_of(5) {
            return None;
        }
        power /= 5;
        exponent += 1;
    }
    Some(exponent)
}

/// The same for a denominator of any length.
pub(super) fn decimals_of_big(denominator: &BigInt) -> Option<u32> {
    let twos = denominator.trailing_zeros()?;
    let mut odd = denominator >> twos;
    let mut fives = 0;
    while !odd.is_one() {
        let (quotient, rest) = odd.div_rem(&BigInt::from(5));
        if !rest.is_zero() {
            return None;
        }
        odd = quotient;
        fives += 1;
    }
    Some(u32::try_from(twos).ok()?.max(fives))
}
