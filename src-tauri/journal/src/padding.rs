//! Sizes that say little: sealed text is padded with spaces, which JSON allows at its end.

/// Nothing is shorter than this, so that a sigh and a paragraph look alike.
pub(crate) const FLOOR: usize = 1024;

/// The padded size for `length` bytes: Padmé ("Reducing Metadata Leakage from Encrypted Files…", PETS 2019), which adds at
/// most 12 % and leaves O(log log n) bits of the length visible, over a floor of 1 KiB.
pub(crate) fn padded(length: usize) -> usize {
    let length = length.max(FLOOR);
    let exponent = usize::BITS - 1 - length.leading_zeros();
    let significant = u32::BITS - exponent.leading_zeros();
    let mask = (1usize << (exponent - significant)) - 1;
    (length + mask) & !mask
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_texts_share_one_size() {
        for length in [0, 1, 500, 1024] {
            assert_eq!(padded(length), 1024);
        }
        assert_eq!(padded(1025), 1088);
    }

    proptest! {
        #[test]
        fn padding_never_cuts_and_adds_at_most_an_eighth(length in 0usize..80_000_000) {
            let size = padded(length);
            prop_assert!(size >= length);
            prop_assert!(size <= FLOOR || size - length <= length / 8);
            prop_assert_eq!(padded(size), size);
        }
    }
}
