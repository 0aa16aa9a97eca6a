//! Exact decimal numbers.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// An exact decimal number: `coefficient` divided by ten to the `places`.
///
/// Kept without trailing zeros behind the point, so that equal numbers are equal values. Arithmetic is checked: what does
/// not fit 128 bits gives `None`, never a wrong number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    coefficient: i128,
    places: u8,
}

/// Places behind the point to which a ratio that has no end is carried.
const RATIO_PLACES: u8 = 18;

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self { coefficient: 0, places: 0 };

    /// `coefficient` divided by ten to the `places`.
    pub fn new(coefficient: i128, places: u8) -> Self {
        let (mut coefficient, mut places) = (coefficient, places);
        while places > 0 && coefficient % 10 == 0 {
            (coefficient, places) = (coefficient / 10, places - 1);
        }
        Self { coefficient, places }
    }

    /// A number of ASCII digits, at most one point among them.
    pub(crate) fn of_digits(digits: &str) -> Option<Self> {
        let (mut coefficient, mut places, mut behind) = (0i128, 0u8, false);
        for b in digits.bytes() {
            if b == b'.' {
                behind = true;
                continue;
            }
            coefficient = coefficient.checked_mul(10)?.checked_add(i128::from(b.checked_sub(b'0')?))?;
            places = places.checked_add(u8::from(behind))?;
        }
        Some(Self::new(coefficient, places))
    }

    /// The nearest double.
    pub fn to_f64(self) -> f64 {
        // The decimal text is read with a single rounding, which dividing two doubles would not give.
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.coefficient == 0
    }

    /// The number with the other sign; `None` when it does not fit.
    pub fn checked_neg(self) -> Option<Self> {
        Some(Self { coefficient: self.coefficient.checked_neg()?, ..self })
    }

    /// The product; `None` when it does not fit.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let coefficient = self.coefficient.checked_mul(other.coefficient)?;
        Some(Self::new(coefficient, self.places.checked_add(other.places)?))
    }

    /// The sum; `None` when it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        Some(Self::new(self.at(places)?.checked_add(other.at(places)?)?, places))
    }

    /// The number times ten to the `power`; `None` when it does not fit.
    pub fn checked_shift(self, power: u8) -> Option<Self> {
        let power = u32::from(power);
        let behind = u32::from(self.places);
        if power <= behind {
            return Some(Self::new(self.coefficient, u8::try_from(behind - power).ok()?));
        }
        Some(Self::new(self.coefficient.checked_mul(10i128.checked_pow(power - behind)?)?, 0))
    }

    /// The quotient: exact when it ends within the places that fit, else rounded down to 18 places behind the point.
    /// `None` for a divisor of nothing, and when it does not fit.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let (over, under) = (self.at(places)?, other.at(places)?);
        for places in 0..=RATIO_PLACES {
            let over = over.checked_mul(10i128.checked_pow(places.into())?)?;
            if over.checked_rem(under)? == 0 || places == RATIO_PLACES {
                return Some(Self::new(over.checked_div(under)?, places));
            }
        }
        None
    }

    /// The coefficient with `places`, which are no fewer than its own.
    fn at(self, places: u8) -> Option<i128> {
        let more = u32::from(places.checked_sub(self.places)?);
        self.coefficient.checked_mul(10i128.checked_pow(more)?)
    }
}

impl From<u32> for Decimal {
    fn from(value: u32) -> Self {
        Self::new(value.into(), 0)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = self.places.max(other.places);
        let sign = |d: &Self| d.coefficient.cmp(&0);
        match (self.at(places), other.at(places)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // Of two numbers, that which cannot be written with the places of the other is the larger one, for the other
            // can; nothing can always be.
            _ if self.is_zero() || other.is_zero() => sign(self).cmp(&sign(other)),
            (None, _) => sign(self),
            (_, None) => sign(other).reverse(),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Decimal {
    type Err = NotDecimal;

    /// Reads what [`fmt::Display`] writes: digits, perhaps with a sign before and a point inside.
    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let unsigned = whole.strip_prefix('-').unwrap_or(whole);
        let is_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if unsigned.is_empty() || !is_digits(unsigned) || !is_digits(part) || text.ends_with('.') {
            return Err(NotDecimal);
        }
        let coefficient = format!("{whole}{part}").parse().map_err(|_| NotDecimal)?;
        Ok(Self::new(coefficient, u8::try_from(part.len()).map_err(|_| NotDecimal)?))
    }
}

/// A text that is no decimal number, or one with more digits than are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotDecimal;

impl fmt::Display for NotDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for NotDecimal {}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.coefficient);
        }
        let places = usize::from(self.places);
        let digits = format!("{:0>width$}", self.coefficient.unsigned_abs(), width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        write!(f, "{}{whole}.{part}", if self.coefficient < 0 { "-" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Decimal {
        let (digits, negative) = text.strip_prefix('-').map_or((text, false), |d| (d, true));
        let value = Decimal::of_digits(digits).expect("it fits");
        if negative { value.checked_neg().expect("it fits") } else { value }
    }

    #[test]
    fn numbers_are_compared_by_value() {
        let largest = Decimal::new(i128::MAX, 0);
        let least = Decimal::new(1, 255);
        for (less, more) in [
            (of("1.5"), of("2")),
            (of("-2"), of("-1.5")),
            (of("-1"), of("0.1")),
            (of("0"), least),
            (least, largest),
            (of("9.99"), largest),
            (Decimal::new(-i128::MAX, 0), least),
        ] {
            assert!(less < more, "{less} {more}");
            assert_eq!(more.cmp(&less), Ordering::Greater, "{less} {more}");
        }
        assert_eq!(Decimal::new(150, 2).cmp(&of("1.5")), Ordering::Equal);
    }

    #[test]
    fn what_is_printed_is_read_again() {
        for text in ["0", "-0.5", "12.25", "170141183460469231731687303715884105727"] {
            assert_eq!(text.parse::<Decimal>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
        for text in
            ["", "-", "1.", ".5", "1e3", "+1", "一", "1.2.3", "170141183460469231731687303715884105728"]
        {
            assert_eq!(text.parse::<Decimal>(), Err(NotDecimal), "{text}");
        }
    }

    #[test]
    fn arithmetic_is_exact_or_nothing() {
        assert_eq!(of("1.2").checked_shift(12), Some(of("1200000000000")));
        assert_eq!(of("0.25").checked_shift(1), Some(of("2.5")));
        assert_eq!(of("0.1").checked_add(of("0.02")), Some(of("0.12")));
        assert_eq!(of("1.5").checked_mul(of("4")), Some(of("6")));
        assert_eq!(
            of("2").checked_div(of("3")).map(|d| d.to_string()).as_deref(),
            Some("0.666666666666666666")
        );
        assert_eq!(of("1").checked_div(of("8")), Some(of("0.125")));
        assert_eq!(of("1").checked_div(of("0")), None);
        assert_eq!(Decimal::new(i128::MAX, 0).checked_mul(of("10")), None);
        assert_eq!(Decimal::new(i128::MAX, 0).checked_shift(1), None);
        assert_eq!(of("0.1").to_f64().to_bits(), 0.1f64.to_bits());
    }
}
