//! Exact numbers against `BigRational`: random expressions whose numbers stand at the borders of the forms, every
//! step compared in value, order, text and rounding. Which form a value took is read from its `Debug`.

use num_bigint::{BigInt, BigUint};
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, Zero};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;
use values::{Exact, Mode, Rounding};

const EXPRESSIONS: u32 = 100_000;
const MODES: [Mode; 6] =
    [Mode::HalfAwayFromZero, Mode::HalfEven, Mode::TowardZero, Mode::AwayFromZero, Mode::Floor, Mode::Ceiling];

/// What an expression begins with or goes on with.
#[derive(Clone, Debug)]
enum Number {
    Scaled(i128, u32),
    Quotient(i64, i64),
}

#[derive(Clone, Debug)]
enum Step {
    Add(Number),
    Subtract(Number),
    Multiply(Number),
    Divide(Number),
    Power(u32),
    Round(u32, usize),
    Negate,
}

/// Small amounts, borders of 64 and 128 bits and their neighbours, powers of two, five and ten.
fn mantissa() -> impl Strategy<Value = i128> {
    let near = |border: i128| (-2..=2_i128).prop_map(move |off| border.saturating_add(off));
    let power = |base: i128, most: u32| (0..=most).prop_map(move |exponent| base.pow(exponent));
    prop_oneof![
        24 => -10_000..10_000_i128,
        1 => any::<i64>().prop_map(i128::from),
        1 => any::<i128>(),
        1 => prop_oneof![near(i128::MAX), near(i128::MIN), near(i64::MAX.into()), near(i64::MIN.into())],
        2 => prop_oneof![power(2, 126), power(5, 54), power(10, 38), power(-10, 38)],
    ]
}

fn number() -> impl Strategy<Value = Number> {
    let scale = prop_oneof![30 => 0..=6_u32, 2 => 30..=38_u32, 1 => 0..=80_u32];
    prop_oneof![
        14 => (mantissa(), scale).prop_map(|(mantissa, scale)| Number::Scaled(mantissa, scale)),
        1 => (any::<i64>(), any::<i64>()).prop_map(|(above, below)| Number::Quotient(above, below)),
        2 => (-50..50_i64, -50..50_i64).prop_map(|(above, below)| Number::Quotient(above, below)),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let rounding = (prop_oneof![0..=12_u32, 30..=40_u32], 0..MODES.len());
    prop_oneof![
        4 => number().prop_map(Step::Add),
        3 => number().prop_map(Step::Subtract),
        4 => number().prop_map(Step::Multiply),
        3 => number().prop_map(Step::Divide),
        1 => (0..4_u32).prop_map(Step::Power),
        2 => rounding.prop_map(|(decimals, mode)| Step::Round(decimals, mode)),
        1 => Just(Step::Negate),
    ]
}

/// The same value twice: as ours and as the peer's.
type Both = (Exact, BigRational);

fn both(number: &Number) -> Both {
    match number {
        Number::Scaled(mantissa, scale) => {
            let peer = BigRational::new((*mantissa).into(), BigInt::from(10).pow(*scale));
            (Exact::scaled(*mantissa, *scale), peer)
        }
        Number::Quotient(above, below) => {
            let below = if *below == 0 { 1 } else { *below };
            let ours = Exact::scaled((*above).into(), 0).divided_by(&Exact::scaled(below.into(), 0));
            (ours.expect("not a zero"), BigRational::new((*above).into(), below.into()))
        }
    }
}

fn apply(step: &Step, (ours, peer): &Both) -> Both {
    match step {
        Step::Add(number) => with(number, |other| (ours + &other.0, peer + other.1)),
        Step::Subtract(number) => with(number, |other| (ours - &other.0, peer - other.1)),
        Step::Multiply(number) => with(number, |other| (ours * &other.0, peer * other.1)),
        Step::Divide(number) => with(number, |other| match ours.divided_by(&other.0) {
            Some(quotient) => (quotient, peer / other.1),
            None => {
                assert!(other.1.is_zero(), "only a zero does not divide");
                (ours.clone(), peer.clone())
            }
        }),
        Step::Power(exponent) => (ours.to_the(*exponent), Pow::pow(peer.clone(), *exponent)),
        Step::Round(decimals, mode) => {
            let mode = MODES[*mode];
            (ours.rounded(Rounding { decimals: *decimals, mode }), rounded(peer, *decimals, mode))
        }
        Step::Negate => (-ours, -peer.clone()),
    }
}

fn with(number: &Number, then: impl FnOnce(Both) -> Both) -> Both {
    then(both(number))
}

fn rounded(value: &BigRational, decimals: u32, mode: Mode) -> BigRational {
    BigRational::new(units(value, decimals, mode), BigInt::from(10).pow(decimals))
}

/// The value in units of `10^-decimals`, rounded as the modes are described, with nothing of ours in it: magnitude and
/// sign apart, and twice the rest held against the whole.
fn units(value: &BigRational, decimals: u32, mode: Mode) -> BigInt {
    let scaled = value.numer().magnitude() * BigUint::from(10_u32).pow(decimals);
    let (inner, rest) = (&scaled / value.denom().magnitude(), &scaled % value.denom().magnitude());
    let twice = (rest.clone() * 2_u32).cmp(value.denom().magnitude());
    let away = !rest.is_zero()
        && match mode {
            Mode::Floor => value.is_negative(),
            Mode::Ceiling => value.is_positive(),
            Mode::TowardZero => false,
            Mode::AwayFromZero => true,
            Mode::HalfAwayFromZero => twice.is_ge(),
            Mode::HalfEven => twice.is_gt() || twice.is_eq() && inner.bit(0),
        };
    let magnitude = BigInt::from(if away { inner + 1_u32 } else { inner });
    if value.is_negative() { -magnitude } else { magnitude }
}

/// The canonical text: the first power of ten that the denominator divides, if one of as many decimals as it has bits.
fn text(value: &BigRational) -> String {
    if value.is_integer() {
        return value.numer().to_string();
    }
    let most = u32::try_from(value.denom().bits()).expect("a short number");
    if !(BigInt::from(10).pow(most) % value.denom()).is_zero() {
        return format!("{}/{}", value.numer(), value.denom());
    }
    let (mut power, mut decimals) = (BigInt::one(), 0);
    while !(&power % value.denom()).is_zero() {
        power *= 10;
        decimals += 1;
    }
    fixed(&(value.numer() * power / value.denom()), decimals)
}

fn fixed(units: &BigInt, decimals: usize) -> String {
    let sign = if units.is_negative() { "-" } else { "" };
    let digits = format!("{:0>width$}", units.magnitude().to_string(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn compare((ours, peer): &Both, (other, other_peer): &Both) -> Result<(), TestCaseError> {
    prop_assert_eq!(ours.cmp(other), peer.cmp(other_peer), "{} against {}", ours, other);
    prop_assert_eq!(ours == other, peer == other_peer, "{} equals {}", ours, other);
    Ok(())
}

fn check((ours, peer): &Both) -> Result<(), TestCaseError> {
    let written = ours.to_string();
    prop_assert_eq!(&written, &text(peer));
    let back: Exact = written.parse().map_err(|error| TestCaseError::fail(format!("{written}: {error}")))?;
    prop_assert_eq!(&back, ours);
    prop_assert_eq!(format!("{back:?}"), format!("{ours:?}"), "one value has one form");
    prop_assert_eq!(ours.is_zero(), peer.is_zero());
    prop_assert_eq!(ours.is_negative(), peer.is_negative());
    let decimals = written.split_once('.').map_or(0, |(_, fraction)| fraction.len() as u32);
    prop_assert_eq!(ours.decimals(), (!written.contains('/')).then_some(decimals));
    let units = units(peer, 4, Mode::HalfAwayFromZero);
    prop_assert_eq!(ours.to_fixed(4), fixed(&units, 4));
    let exactly = (BigInt::from(10_000) % peer.denom()).is_zero();
    prop_assert_eq!(ours.to_scaled_i64(4), i64::try_from(units).ok().filter(|_| exactly));
    Ok(())
}

/// How the values of one expression were held.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    fixed: u32,
    ratio: u32,
    big: u32,
    promoted: u32,
    back: u32,
}

fn form(value: &Exact) -> usize {
    let shown = format!("{value:?}");
    let names = ["Exact(Fixed", "Exact(Ratio", "Exact(Big"];
    names.iter().position(|name| shown.starts_with(name)).expect("a form")
}

fn count(before: &Exact, after: &Exact, counts: &Cell<Count>) {
    let mut now = counts.get();
    let (before, after) = (form(before), form(after));
    *[&mut now.fixed, &mut now.ratio, &mut now.big][after] += 1;
    now.promoted += u32::from(after > before);
    now.back += u32::from(after < before);
    counts.set(now);
}

#[test]
fn every_expression_has_the_value_order_and_text_of_a_big_ratio() {
    let counts = Cell::new(Count::default());
    let expressions = (number(), prop::collection::vec(step(), 1..4));
    let config = Config { cases: EXPRESSIONS, failure_persistence: None, ..Config::default() };
    let chance = TestRng::from_seed(RngAlgorithm::XorShift, b"exactly the same");
    let run = TestRunner::new_with_rng(config, chance).run(&expressions, |(start, steps)| {
        let mut now = both(&start);
        for step in &steps {
            let next = apply(step, &now);
            compare(&now, &next)?;
            count(&now.0, &next.0, &counts);
            now = next;
        }
        check(&now)
    });
    if let Err(error) = run {
        panic!("{error}");
    }
    println!("{EXPRESSIONS} expressions: {:?}", counts.get());
    let Count { fixed, ratio, big, promoted, back } = counts.get();
    for (name, times) in [("fixed", fixed), ("ratio", ratio), ("big", big), ("promoted", promoted), ("back", back)] {
        assert!(times > EXPRESSIONS / 50, "{name} was met only {times} times");
    }
}

#[test]
fn what_is_not_the_text_of_a_number_is_refused() {
    for text in ["", "-", ".5", "1.", "1e3", "1,5", "+1", "-0", "-0.00", "01", "1_000", " 1", "٣", "0x1", "NaN", "--1"]
    {
        assert!(Exact::decimal(text).is_err(), "decimal {text:?}");
        assert!(text.parse::<Exact>().is_err(), "text {text:?}");
    }
    for text in [
        "1/0", "2/6", "1/2", "3/1", "0/3", "1/-3", "-1/-3", "+1/3", "1/3/5", "01/3", "1/03", "1.0/3", "1_0/3", "/3",
        "1/",
    ] {
        assert!(text.parse::<Exact>().is_err(), "text {text:?}");
        assert!(Exact::decimal(text).is_err(), "decimal {text:?}");
    }
}

#[test]
fn documents_and_texts_have_a_longest_number() {
    let digits = |count: usize| "9".repeat(count);
    assert!(Exact::decimal(&digits(36)).is_ok());
    assert!(Exact::decimal(&digits(37)).is_err());
    assert!(Exact::decimal(&format!("0.{}", digits(36))).is_err());
    assert!(digits(10_000).parse::<Exact>().is_ok());
    assert!(digits(10_001).parse::<Exact>().is_err());
    assert!(format!("{}/{}", digits(5_001), digits(5_001)).parse::<Exact>().is_err());
}

#[test]
fn a_zero_is_a_zero_at_every_scale() {
    assert_eq!(Exact::scaled(0, u32::MAX), Exact::ZERO);
    assert_eq!(Exact::ZERO.to_scaled_i64(u32::MAX), Some(0));
    assert_eq!(Exact::ZERO.rounded(Rounding { decimals: u32::MAX, mode: Mode::HalfEven }).to_string(), "0");
}

#[test]
fn the_largest_mantissas_lose_nothing() {
    let least = Exact::scaled(i128::MIN, 0);
    assert_eq!((-&least).to_string(), "170141183460469231731687303715884105728");
    assert_eq!(-&-&least, least);
    assert_eq!(least.divided_by(&-&Exact::ONE), Some(-&least));
    assert_eq!(least.divided_by(&least), Some(Exact::ONE));
    assert_eq!(&least - &least, Exact::ZERO);
    assert_eq!(Exact::scaled(1, 37).to_scaled_i64(37), Some(1));
    assert_eq!(Exact::scaled(1, 37).to_scaled_i64(36), None);
}
