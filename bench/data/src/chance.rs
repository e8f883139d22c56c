//! Chance from a seed. Every procurement has a stream of its own, so that what it is does not depend on how many there
//! are besides. The steps are SplitMix64 (Steele, Lea and Flood 2014).

use uuid::Uuid;

/// The distance between two states.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of numbers that look random and are always the same.
#[derive(Clone, Debug)]
pub(crate) struct Chance {
    state: u64,
}

impl Chance {
    /// One of the streams of a seed.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut own = Self { state: seed };
        own.state = own.next() ^ stream.wrapping_mul(STEP);
        own.state = own.next();
        own
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another; 0 where that is 0.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        u64::try_from((u128::from(self.next()) * u128::from(limit)) >> 64).unwrap_or(0)
    }

    /// A place in a list of that length.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }

    /// A number from one to another, both included.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = most.abs_diff(least).saturating_add(1);
        least.saturating_add_unsigned(self.below(width))
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.index(of.len())]
    }

    /// An id that tells nothing.
    pub(crate) fn id(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// An id that sorts by its moment, milliseconds UTC.
    pub(crate) fn ordered_id(&mut self, millis: i64) -> Uuid {
        let bytes = self.bytes();
        let (_, random) = bytes.split_at(6);
        let random = <[u8; 10]>::try_from(random).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &random).into_uuid()
    }

    /// Sixty-four hexadecimal digits.
    pub(crate) fn salt(&mut self) -> String {
        format!("{}{}", self.id().simple(), self.id().simple())
    }

    fn bytes(&mut self) -> [u8; 16] {
        let (high, low) = (self.next(), self.next());
        ((u128::from(high) << 64) | u128::from(low)).to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn a_stream_is_known_by_its_seed_and_its_number() {
        let first = |seed, stream| Chance::new(seed, stream).id();
        assert_eq!(first(7, 3), first(7, 3));
        assert_ne!(first(7, 3), first(7, 4));
        assert_ne!(first(7, 3), first(8, 3));
        assert_eq!(first(7, 3).get_version_num(), 4);
    }

    #[test]
    fn both_borders_are_reached_and_never_passed() {
        let mut chance = Chance::new(1, 0);
        let thrown: Vec<i64> = (0..1_000).map(|_| chance.between(-2, 3)).collect();
        for face in -2..=3 {
            assert!(thrown.contains(&face), "{face} never came in a thousand");
        }
        assert!(thrown.iter().all(|face| (-2..=3).contains(face)));
        assert!((0..100).all(|_| chance.between(5, 5) == 5 && chance.below(1) == 0));
    }
}
