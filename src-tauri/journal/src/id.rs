//! Names for the things in a journal. All are random: a time-ordered id would tell when something was written.

use std::{fmt, str::FromStr};

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new one, random (UUID version 4).
            pub fn random() -> Self {
                Self(Uuid::new_v4())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.0.as_bytes())))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Uuid::from_slice(value.as_blob()?).map(Self).map_err(|_| FromSqlError::InvalidType)
            }
        }
    };
}

id!(
    /// A journal. Stands in every sealed record and in the key slots, and nowhere in clear.
    JournalId
);
id!(
    /// One writer of a journal: records of a device follow each other without a gap.
    DeviceId
);
id!(
    /// An item: an entry, and later a check-in, an agreement, a promise.
    ItemId
);
id!(
    /// One state of an item.
    RevisionId
);
id!(
    /// A picture: a row of the table `blob`.
    PictureId
);

impl ItemId {
    /// The one item that holds what is known about prompts, in every journal.
    pub(crate) const REFLECT: Self = Self(Uuid::from_u128(0x1d4c_9e27_83b5_4f0a_8e61_c2a7_5b90_4d3f));

    /// The one item that holds the own sharing keys, in every journal.
    pub(crate) const SHARING: Self = Self(Uuid::from_u128(0xc5e8_0b6f_4d19_4a72_b3f0_91d6_2e7c_58ab));

    /// The item for something that came: the same for the same thing from the same keys, and nobody else's choice.
    pub(crate) fn of_received(kind: &str, signer: &[u8; 32], document: Uuid) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(kind.as_bytes());
        hasher.update(signer);
        hasher.update(document.as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize()[..16]);
        Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
    }

    /// The one item that holds the settings, in every journal.
    pub(crate) const SETTINGS: Self = Self(Uuid::from_u128(0x7a1b_5d0e_2f64_4c1d_9a55_6b0c_3f21_e8d4));
}

/// SHA-256 of sealed bytes.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Digest(#[serde(with = "hex")] [u8; 32]);

impl Digest {
    /// What the first record of a device names as the one before it.
    pub(crate) const ZERO: Self = Self([0; 32]);

    /// The digest of these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl ToSql for Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_blob()?.try_into().map(Self).map_err(|_| FromSqlError::InvalidType)
    }
}
