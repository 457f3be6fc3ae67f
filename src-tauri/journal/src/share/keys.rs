//! The keys that two journals have for each other, apart from the keys of the journals themselves.

use std::fmt;

use age::x25519;
use bech32::{Bech32, Hrp};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize, de};
use zeroize::Zeroizing;

use crate::{Error, Result};

/// What age's public keys begin with.
const AGE: Hrp = Hrp::parse_unchecked("age");

/// The public halves of a journal's sharing keys: what seals to it, and what tells its signatures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct PublicKeys {
    recipient: [u8; 32],
    verify: VerifyingKey,
}

impl PublicKeys {
    /// Of raw bytes; none if one of them is no key that anybody has.
    pub(crate) fn new(recipient: [u8; 32], verify: [u8; 32]) -> Option<Self> {
        // A key of low order would seal to everybody: age leaves it to the caller to notice.
        let somebody = x25519_dalek::StaticSecret::from([0x5a; 32]);
        let shared = somebody.diffie_hellman(&x25519_dalek::PublicKey::from(recipient));
        let verify = VerifyingKey::from_bytes(&verify).ok().filter(|key| !key.is_weak())?;
        shared.was_contributory().then_some(Self { recipient, verify })
    }

    /// The bytes of both.
    pub(crate) fn bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(&self.recipient);
        bytes[32..].copy_from_slice(self.verify.as_bytes());
        bytes
    }

    /// The bytes of the key that tells signatures.
    pub(crate) fn verify_bytes(&self) -> &[u8; 32] {
        self.verify.as_bytes()
    }

    /// As age seals to it.
    pub(crate) fn recipient(&self) -> Result<x25519::Recipient> {
        self.age().parse().map_err(|_| Error::Internal("a sharing key is no key of age's"))
    }

    /// Whether this is this journal's signature of the message.
    pub(crate) fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.verify.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }

    fn age(&self) -> String {
        bech32::encode::<Bech32>(AGE, &self.recipient).unwrap_or_default()
    }
}

impl fmt::Debug for PublicKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKeys({})", self.age())
    }
}

/// As they stand in documents.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelled {
    recipient: String,
    verify: String,
}

impl Serialize for PublicKeys {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Spelled { recipient: self.age(), verify: hex::encode(self.verify.as_bytes()) }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for PublicKeys {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Spelled { recipient, verify } = Spelled::deserialize(from)?;
        let wrong = || de::Error::custom("a key that is none");
        let recipient = raw(&recipient, AGE).ok_or_else(wrong)?;
        let mut key = [0; 32];
        hex::decode_to_slice(verify, &mut key).map_err(|_| wrong())?;
        Self::new(recipient, key).ok_or_else(wrong)
    }
}

/// The 32 bytes of one of age's spelled keys.
fn raw(spelled: &str, prefix: Hrp) -> Option<[u8; 32]> {
    let (found, bytes) = bech32::decode(spelled).ok()?;
    if found == prefix { bytes.try_into().ok() } else { None }
}

/// A journal's own sharing keys.
pub(crate) struct OwnKeys {
    identity: x25519::Identity,
    signing: SigningKey,
    public: PublicKeys,
}

/// As they are kept in the journal.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeptKeys {
    identity: Zeroizing<String>,
    signing: Zeroizing<String>,
}

impl KeptKeys {
    /// The key that opens, as age spells it.
    pub(crate) fn dangerously_identity(self) -> Zeroizing<String> {
        self.identity
    }
}

impl fmt::Debug for KeptKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeptKeys(…)")
    }
}

impl PartialEq for KeptKeys {
    fn eq(&self, other: &Self) -> bool {
        self.identity == other.identity && self.signing == other.signing
    }
}

impl OwnKeys {
    pub(crate) fn generate() -> Result<Self> {
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *seed).map_err(|_| Error::Internal("the computer gave no random numbers"))?;
        Self::of(x25519::Identity::generate(), SigningKey::from_bytes(&seed))
    }

    fn of(identity: x25519::Identity, signing: SigningKey) -> Result<Self> {
        let recipient = raw(&identity.to_public().to_string(), AGE);
        let public = recipient.and_then(|recipient| PublicKeys::new(recipient, signing.verifying_key().to_bytes()));
        Ok(Self { public: public.ok_or(Error::Internal("a sharing key is none"))?, identity, signing })
    }

    /// From what is kept.
    pub(crate) fn from_kept(kept: &KeptKeys) -> Result<Self> {
        let damaged = || Error::Damaged("the keys it shares with are no keys");
        let identity = kept.identity.parse().map_err(|_| damaged())?;
        let mut seed = Zeroizing::new([0; 32]);
        hex::decode_to_slice(kept.signing.as_bytes(), &mut *seed).map_err(|_| damaged())?;
        Self::of(identity, SigningKey::from_bytes(&seed))
    }

    /// For the journal, which seals it.
    pub(crate) fn dangerously_keep(&self) -> KeptKeys {
        KeptKeys {
            identity: Zeroizing::new(self.identity.to_string().expose_secret().to_owned()),
            signing: Zeroizing::new(hex::encode(self.signing.as_bytes())),
        }
    }

    pub(crate) fn public(&self) -> &PublicKeys {
        &self.public
    }

    pub(crate) fn identity(&self) -> &x25519::Identity {
        &self.identity
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing.sign(message).to_bytes()
    }
}

impl fmt::Debug for OwnKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnKeys(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_as_they_were_kept() {
        let keys = OwnKeys::generate().unwrap();
        let again = OwnKeys::from_kept(&keys.dangerously_keep()).unwrap();
        assert_eq!(again.public(), keys.public());
        assert!(again.public().signed(b"river", &keys.sign(b"river")));
        assert!(!again.public().signed(b"rivers", &keys.sign(b"river")));
        assert_eq!(format!("{keys:?} {:?}", keys.dangerously_keep()), "OwnKeys(…) KeptKeys(…)");
    }

    #[test]
    fn public_keys_are_spelled_as_age_spells_them() {
        let keys = OwnKeys::generate().unwrap();
        let json = serde_json::to_value(keys.public()).unwrap();
        assert_eq!(json["recipient"], keys.identity().to_public().to_string());
        assert_eq!(serde_json::from_value::<PublicKeys>(json).unwrap(), *keys.public());
    }

    #[test]
    fn keys_of_low_order_are_none() {
        let good = OwnKeys::generate().unwrap().public().bytes();
        let (recipient, verify): ([u8; 32], [u8; 32]) = (good[..32].try_into().unwrap(), good[32..].try_into().unwrap());
        assert!(PublicKeys::new(recipient, verify).is_some());
        let mut one = [0; 32];
        one[0] = 1;
        let eight = hex::decode("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800").unwrap().try_into().unwrap();
        for low in [[0; 32], one, eight] {
            assert!(PublicKeys::new(low, verify).is_none());
        }
        // The neutral element verifies anything for anybody.
        assert!(PublicKeys::new(recipient, one).is_none());
    }
}
