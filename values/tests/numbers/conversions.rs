//! What leaves the exact world: whole numbers, integers of a column's unit, floors, and texts of fixed length.

use std::cmp::Ordering;
use values::Exact;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// A value of each form, below zero, at it and above it, with its sign.
fn of_each_form() -> Vec<(Exact, i32)> {
    let third = exact("1/3");
    let huge = exact("3").to_the(90);
    let small = Exact::ONE.divided_by(&huge).unwrap();
    vec![
        (-&huge, -1),
        (exact("-2"), -1),
        (-&third, -1),
        (-&small, -1),
        (Exact::ZERO, 0),
        (small, 1),
        (third, 1),
        (exact("0.5"), 1),
        (huge, 1),
    ]
}

#[test]
fn the_sign_and_the_order_are_those_of_the_value_in_every_form() {
    let values = of_each_form();
    for (value, sign) in &values {
        assert_eq!((value.is_negative(), value.is_zero()), (*sign < 0, *sign == 0), "{value}");
    }
    for pair in values.windows(2) {
        let [(lower, _), (higher, _)] = pair else { unreachable!() };
        assert_eq!(lower.partial_cmp(higher), Some(Ordering::Less));
        assert_eq!(higher.partial_cmp(lower), Some(Ordering::Greater));
        assert_eq!(lower.partial_cmp(lower), Some(Ordering::Equal));
    }
}

#[test]
fn a_whole_number_is_one_that_fits() {
    for (text, whole) in [("0", Some(0)), ("7", Some(7)), ("4294967295", Some(u32::MAX))] {
        assert_eq!(exact(text).to_u32(), whole);
    }
    for text in ["4294967296", "-1", "0.5", "7.1", "1/3"] {
        assert_eq!(exact(text).to_u32(), None, "{text}");
    }
}

#[test]
fn an_integer_of_a_unit_is_exact_or_none() {
    for (text, scale, integer) in
        [("1.5", 4, Some(15_000)), ("-1.5", 1, Some(-15)), ("0", 6, Some(0)), ("1.25", 2, Some(125))]
    {
        assert_eq!(exact(text).to_scaled(scale), integer, "{text}");
        assert_eq!(exact(text).to_scaled_i64(scale).map(i128::from), integer, "{text}");
    }
    for (text, scale) in [("1.25", 1), ("1/3", 12), ("0.00001", 4)] {
        assert_eq!(exact(text).to_scaled(scale), None, "{text}");
        assert_eq!(exact(text).to_scaled_i64(scale), None, "{text}");
    }
    // At the border of each: 64 bits of a column, 128 of what is computed with.
    assert_eq!(exact("922337203685477.5807").to_scaled_i64(4), Some(i64::MAX));
    assert_eq!(exact("-922337203685477.5808").to_scaled_i64(4), Some(i64::MIN));
    assert_eq!(exact("922337203685477.5808").to_scaled_i64(4), None);
    assert_eq!(exact("922337203685477.5808").to_scaled(4), Some(i128::from(i64::MAX) + 1));
    assert_eq!(exact("170141183460469231731687303715884105727").to_scaled(0), Some(i128::MAX));
    assert_eq!(exact("170141183460469231731687303715884105727").to_scaled(1), None);
    // A decimal that only big integers hold is still an integer of its unit, if that is fine enough.
    let fine = Exact::ONE.divided_by(&exact("2").to_the(40)).unwrap();
    assert_eq!(fine.to_scaled_i64(39), None);
    assert_eq!(Exact::ZERO.to_scaled_i64(40), Some(0));
}

#[test]
fn a_floor_is_below_or_at_the_value() {
    for (text, scale, floor) in [
        ("1/3", 2, 33),
        ("-1/3", 2, -34),
        ("2/3", 0, 0),
        ("-2/3", 0, -1),
        ("1.999", 2, 199),
        ("-1.999", 2, -200),
        ("5", 3, 5_000),
        ("-0.5", 1, -5),
    ] {
        assert_eq!(exact(text).floor_scaled(scale), Some(floor), "{text}");
    }
    assert_eq!(exact("3").to_the(90).floor_scaled(0), None);
    assert_eq!(exact("170141183460469231731687303715884105727").floor_scaled(1), None);
}

#[test]
fn sums_are_those_of_their_terms_in_every_form() {
    let terms = [exact("1.25"), exact("1/3"), exact("-0.5"), exact("2/3"), exact("100")];
    assert_eq!(terms.iter().sum::<Exact>(), exact("101.75"));
    assert_eq!(terms.into_iter().sum::<Exact>(), exact("101.75"));
    let big = Exact::scaled(i128::MAX, 0);
    assert_eq!(
        [&big, &big, &exact("0.5")].into_iter().sum::<Exact>(),
        exact("340282366920938463463374607431768211454.5")
    );
    assert_eq!([].iter().sum::<Exact>(), Exact::ZERO);
}

#[test]
fn decimals_are_the_fewest_that_write_the_value() {
    for (text, decimals) in [("0", Some(0)), ("100", Some(0)), ("1.50", Some(1)), ("0.0001", Some(4)), ("1/3", None)] {
        assert_eq!(exact(text).decimals(), decimals, "{text}");
    }
    for (base, power) in
        [("2", 20), ("5", 20), ("2", 60), ("5", 60), ("2", 126), ("5", 54), ("5", 55), ("2", 300), ("5", 300)]
    {
        let fine = Exact::ONE.divided_by(&exact(base).to_the(power)).unwrap();
        assert_eq!(fine.decimals(), Some(power), "1/{base}^{power}");
        assert_eq!(fine.to_string().parse::<Exact>().unwrap(), fine);
        let none = Exact::ONE.divided_by(&(&exact(base).to_the(power) * &exact("7"))).unwrap();
        assert_eq!(none.decimals(), None, "1/(7 * {base}^{power})");
    }
}

#[test]
fn values_at_the_finest_fixed_decimal_are_the_same_on_either_side() {
    for scale in [35, 36, 37, 38, 39] {
        let value = Exact::scaled(12_345, scale);
        assert_eq!(value.decimals(), Some(scale), "{scale}");
        assert_eq!(&value * &exact("10").to_the(scale), exact("12345"));
        assert_eq!(Exact::scaled(-10, scale), Exact::scaled(-1, scale - 1));
    }
}

#[test]
fn a_text_for_people_has_the_decimals_asked_for_and_no_sign_at_zero() {
    for (text, decimals, shown) in [
        ("2/3", 2, "0.67"),
        ("-2/3", 2, "-0.67"),
        ("1.005", 2, "1.01"),
        ("-0.004", 2, "0.00"),
        ("12", 2, "12.00"),
        ("12.5", 2, "12.50"),
        ("12.5", 0, "13"),
        ("-12.5", 0, "-13"),
        ("0", 4, "0.0000"),
    ] {
        assert_eq!(exact(text).to_fixed(decimals), shown, "{text}");
    }
}

#[test]
fn a_decimal_of_a_document_is_plain_and_short() {
    let longest = format!("{}.{}", "9".repeat(34), "99");
    assert_eq!(Exact::decimal(&longest).unwrap().to_string(), longest);
    assert!(Exact::decimal(&format!("{longest}9")).is_err());
    for (text, value) in [("-12.50", "-12.5"), ("0", "0"), ("0.0", "0"), ("10", "10"), ("-0.5", "-0.5")] {
        assert_eq!(Exact::decimal(text).unwrap().to_string(), value);
    }
    for text in [
        "", "-", ".5", "5.", "-.5", "1e3", "1,5", "+1", " 1", "01", "-01", "-0", "-0.00", "1.2.3", "1/2", "0x1", "١",
        "--1", "1-",
    ] {
        let refused = Exact::decimal(text).unwrap_err();
        assert!(refused.to_string().starts_with("write "), "{text}: {refused}");
    }
}

#[test]
fn an_exact_text_has_one_spelling() {
    for text in ["1/3", "-1/3", "22/7", "0.5", "-100"] {
        assert_eq!(exact(text).to_string(), text);
    }
    for text in
        ["2/6", "1/2", "1/0", "1/-3", "-1/-3", "1.5/3", "1/3.0", "1//3", "/3", "1/", "01/3", "1/03", "0/3", "4/1"]
    {
        assert!(text.parse::<Exact>().is_err(), "{text}");
    }
    assert!("9".repeat(10_000).parse::<Exact>().is_ok());
    assert!("9".repeat(10_001).parse::<Exact>().is_err());
}

#[test]
fn a_division_by_zero_has_no_value_and_others_have_the_sign_of_both() {
    assert_eq!(Exact::ONE.divided_by(&Exact::ZERO), None);
    for (left, right, quotient) in [
        ("1", "3", "1/3"),
        ("-1", "3", "-1/3"),
        ("1", "-3", "-1/3"),
        ("-1", "-3", "1/3"),
        ("1/3", "-1/3", "-1"),
        ("0", "-7", "0"),
        ("0.5", "-0.25", "-2"),
        ("2/3", "0.5", "4/3"),
    ] {
        assert_eq!(exact(left).divided_by(&exact(right)).unwrap(), exact(quotient), "{left} / {right}");
    }
    assert_eq!(exact("1/3").to_the(0), Exact::ONE);
    assert_eq!(exact("-0.5").to_the(3), exact("-0.125"));
    assert_eq!(exact("-2/3").to_the(2), exact("4/9"));
}

#[test]
fn values_that_share_a_part_are_not_equal() {
    let huge = exact("3").to_the(90);
    let over = |above: &str| exact(above).divided_by(&huge).unwrap();
    let all = [
        exact("5"),
        exact("0.5"),
        exact("0.7"),
        exact("1/3"),
        exact("2/3"),
        exact("1/7"),
        over("2"),
        over("4"),
        huge.clone(),
        &huge + &exact("1/3"),
    ];
    for (index, one) in all.iter().enumerate() {
        for (number, other) in all.iter().enumerate() {
            assert_eq!(one == other, index == number, "{one} and {other}");
        }
    }
}
