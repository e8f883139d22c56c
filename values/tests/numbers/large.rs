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
