//! What each caller may spend: a bucket that fills by the second, from which every request takes its cost. The time is
//! handed in, and the number of callers that are remembered has a bound.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use values::Instant;

/// How much may be asked, in things that answers can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// By one request.
    pub question: u64,
    /// By one caller at once, after a pause; never less than one request may ask.
    pub bucket: u64,
    /// By one caller each second, in the long run; at least 1.
    pub per_second: u64,
    /// Callers that are remembered.
    pub callers: usize,
}

impl Default for Limits {
    /// One request may lead to as many things as one answer may hold, a caller to ten such answers at once, and to one
    /// more every second.
    fn default() -> Self {
        Self { question: 500_000, bucket: 5_000_000, per_second: 500_000, callers: 10_000 }
    }
}

/// Whose budget a request is taken from: an address, or the network of 64 bits that an address of IPv6 stands in, since
/// whoever has one address of it has them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Caller(IpAddr);

impl Caller {
    /// The caller at an address.
    #[must_use]
    pub fn at(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(address) if !address.is_loopback() => {
                let network = u128::from(address) >> 64 << 64;
                Self(Ipv6Addr::from(network).into())
            }
            other => Self(other),
        }
    }
}

impl Default for Caller {
    /// This machine, where there is no socket.
    fn default() -> Self {
        Self(Ipv4Addr::LOCALHOST.into())
    }
}

/// How a caller's budget stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// What is left.
    pub(super) remaining: u64,
    /// When all of it will be there again.
    pub(super) reset_at: Instant,
}

/// A request that the caller's budget does not cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spent {
    /// Whole seconds until it does, at least 1.
    pub(super) seconds: u64,
    pub(super) standing: Standing,
}

/// The budgets of all callers. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Budgets {
    limits: Limits,
    buckets: Arc<Mutex<HashMap<Caller, Bucket>>>,
}

/// Kept in thousandths of a thing, since time is kept in thousandths of a second.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    level: u128,
    at: Instant,
}

const THOUSANDTHS: u128 = 1_000;

/// What a request costs before it is read.
pub(super) const LEAST: u64 = 1;

impl Budgets {
    pub(super) fn new(limits: Limits) -> Self {
        let bucket = limits.bucket.max(limits.question);
        let limits = Limits { bucket, per_second: limits.per_second.max(1), callers: limits.callers.max(1), ..limits };
        Self { limits, buckets: Arc::default() }
    }

    pub(super) fn limits(&self) -> Limits {
        self.limits
    }

    /// Takes a cost from a caller's budget, or nothing at all if it does not cover it.
    pub(super) fn take(&self, caller: Caller, cost: u64, now: Instant) -> Result<Standing, Spent> {
        // A panic elsewhere leaves numbers that are right or a little old: better than refusing everybody.
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if !buckets.contains_key(&caller) && buckets.len() >= self.limits.callers {
            self.forget(&mut buckets, now);
        }
        let full = Bucket { level: self.full(), at: now };
        let bucket = buckets.entry(caller).or_insert(full);
        *bucket = self.filled(*bucket, now);
        let wanted = u128::from(cost) * THOUSANDTHS;
        match bucket.level.checked_sub(wanted) {
            Some(left) => {
                bucket.level = left;
                Ok(self.standing(*bucket))
            }
            None => {
                // Whoever comes again pays the least once more before it is known what is asked.
                let lacking = wanted - bucket.level + u128::from(LEAST) * THOUSANDTHS;
                let millis = lacking.div_ceil(u128::from(self.limits.per_second));
                let seconds = u64::try_from(millis.div_ceil(1_000)).unwrap_or(u64::MAX).max(1);
                Err(Spent { seconds, standing: self.standing(*bucket) })
            }
        }
    }

    /// Gives a caller back what was taken for a request of which nothing was done.
    pub(super) fn give_back(&self, caller: Caller, cost: u64, now: Instant) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(&caller) {
            let filled = self.filled(*bucket, now);
            let level = filled.level.saturating_add(u128::from(cost) * THOUSANDTHS).min(self.full());
            *bucket = Bucket { level, ..filled };
        }
    }

    fn full(&self) -> u128 {
        u128::from(self.limits.bucket) * THOUSANDTHS
    }

    /// A bucket as it is now. While a clock that was turned back catches up, nothing is filled.
    fn filled(&self, bucket: Bucket, now: Instant) -> Bucket {
        let millis = u128::try_from(now.millis().saturating_sub(bucket.at.millis())).unwrap_or(0);
        let come = millis.saturating_mul(u128::from(self.limits.per_second));
        Bucket { level: bucket.level.saturating_add(come).min(self.full()), at: bucket.at.max(now) }
    }

    fn standing(&self, bucket: Bucket) -> Standing {
        let missing = (self.full() - bucket.level).div_ceil(u128::from(self.limits.per_second));
        let missing = i64::try_from(missing).unwrap_or(i64::MAX);
        Standing {
            remaining: u64::try_from(bucket.level / THOUSANDTHS).unwrap_or(u64::MAX),
            reset_at: Instant::from_millis(bucket.at.millis().saturating_add(missing)),
        }
    }

    /// Makes room: whoever has a full budget has nothing to remember; if nobody has, the half that came longest ago
    /// is forgotten.
    fn forget(&self, buckets: &mut HashMap<Caller, Bucket>, now: Instant) {
        buckets.retain(|_, bucket| self.filled(*bucket, now).level < self.full());
        if buckets.len() < self.limits.callers {
            return;
        }
        let mut times: Vec<Instant> = buckets.values().map(|bucket| bucket.at).collect();
        times.sort_unstable();
        let Some(middle) = times.get(times.len() / 2).copied() else { return };
        let before = buckets.len();
        buckets.retain(|_, bucket| bucket.at > middle);
        // All came in the same moment: there is no oldest half.
        if buckets.len() == before {
            buckets.clear();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Budgets, Caller, Limits};
    use std::net::IpAddr;
    use values::Instant;

    const LIMITS: Limits = Limits { question: 100, bucket: 1_000, per_second: 10, callers: 4 };

    fn at(seconds: i64) -> Instant {
        Instant::from_millis(1_800_000_000_000 + seconds * 1_000)
    }

    fn caller(text: &str) -> Caller {
        Caller::at(text.parse::<IpAddr>().unwrap())
    }

    #[test]
    fn a_budget_is_spent_and_fills_by_the_second() {
        let (budgets, one) = (Budgets::new(LIMITS), caller("192.0.2.1"));
        for taken in 1..=10 {
            let standing = budgets.take(one, 100, at(0)).unwrap();
            assert_eq!((standing.remaining, standing.reset_at), (1_000 - taken * 100, at(taken as i64 * 10)));
        }
        let spent = budgets.take(one, 15, at(0)).unwrap_err();
        assert_eq!((spent.seconds, spent.standing.remaining), (2, 0), "a second and a half, in whole seconds");
        assert_eq!(budgets.take(one, 15, at(1)).unwrap_err().seconds, 1);
        assert_eq!(budgets.take(one, 15, at(2)).unwrap().remaining, 5, "what is refused takes nothing");
        assert_eq!(budgets.take(one, 1, at(1)).unwrap().remaining, 4, "a clock turned back fills nothing");
        budgets.give_back(one, 6, at(1));
        assert_eq!(budgets.take(one, 0, at(2)).unwrap().remaining, 10, "what is given back is there again");
        assert_eq!(budgets.take(one, 0, at(10_000)).unwrap().remaining, 1_000, "and it is never more than full");
        budgets.give_back(one, 6, at(10_000));
        assert_eq!(budgets.take(one, 0, at(10_000)).unwrap().remaining, 1_000, "not even by what is given back");
        assert_eq!(budgets.take(caller("192.0.2.2"), 1, at(0)).unwrap().remaining, 999, "each has a budget of its own");
    }

    #[test]
    fn a_network_of_ipv6_is_one_caller_and_a_mapped_address_is_itself() {
        assert_eq!(caller("2001:db8:1:2::1"), caller("2001:db8:1:2:ffff::9"));
        assert_ne!(caller("2001:db8:1:2::1"), caller("2001:db8:1:3::1"));
        assert_eq!(caller("::ffff:192.0.2.1"), caller("192.0.2.1"));
        assert_ne!(caller("::1"), caller("::2"));
    }

    #[test]
    fn no_more_callers_are_remembered_than_there_is_room_for() {
        let budgets = Budgets::new(LIMITS);
        let held = || budgets.buckets.lock().unwrap().len();
        for number in 0..10_000_u32 {
            let _ = budgets.take(Caller::at(IpAddr::from(number.to_be_bytes())), 50, at(i64::from(number)));
            assert!(held() <= LIMITS.callers, "{}", held());
        }
        // Those who came last are still known.
        assert!(
            budgets.take(Caller::at(IpAddr::from(9_999_u32.to_be_bytes())), 0, at(9_999)).unwrap().remaining < 1_000
        );
        // All at once, and all in debt: there is room for the next one all the same.
        for number in 0..100_u32 {
            let _ = budgets.take(Caller::at(IpAddr::from(number.to_be_bytes())), 50, at(20_000));
            assert!(held() <= LIMITS.callers);
        }
    }

    #[test]
    fn a_budget_covers_at_least_one_request() {
        let budgets = Budgets::new(Limits { bucket: 1, per_second: 0, ..LIMITS });
        assert_eq!(budgets.take(Caller::default(), 100, at(0)).unwrap().remaining, 0);
        // And the least, which whoever comes again pays first.
        assert_eq!(budgets.take(Caller::default(), 3, at(0)).unwrap_err().seconds, 4);
    }
}
