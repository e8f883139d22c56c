//! Numbers of thousands of bits.

use values::Exact;

#[test]
fn a_ratio_of_thousands_of_bits_undoes_what_made_it() {
    let three = Exact::from(3);
    let large = three.to_the(2_000);
    let small = Exact::ONE.divided_by(&large).unwrap();
    assert_eq!(&small * &large, Exact::ONE);
    assert_eq!(Exact::ONE.divided_by(&small).unwrap(), large);
    assert_ne!(&Exact::ONE + &small, Exact::ONE);
    assert_eq!(&(&Exact::ONE + &small) - &Exact::ONE, small);
    assert_eq!(small.to_string(), format!("1/{large}"));
    let fine = Exact::ONE.divided_by(&Exact::from(2).to_the(900)).unwrap();
    assert_eq!(fine.decimals(), Some(900));
    assert_eq!(&fine * &Exact::from(2).to_the(900), Exact::ONE);
}

#[test]
fn a_sum_beyond_128_bits_is_the_whole_sum() {
    let half = Exact::scaled(i128::MAX, 0);
    let terms = [half.clone(), half, Exact::ONE, Exact::ONE];
    // 2^127 - 1 twice, and 2: 2^128.
    let whole = "340282366920938463463374607431768211456";
    assert_eq!(terms.iter().sum::<Exact>().to_string(), whole);
    assert_eq!(terms.into_iter().sum::<Exact>().to_string(), whole);
    let below = [Exact::scaled(i128::MIN, 0), Exact::scaled(-1, 0)];
    assert_eq!(below.iter().sum::<Exact>().to_string(), "-170141183460469231731687303715884105729");
}
