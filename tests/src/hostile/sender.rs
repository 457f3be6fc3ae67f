//! Who sends: keys made of a number, and cards, documents and seals built by hand from their descriptions, so that the journal's own
//! code does not vouch for itself.

use std::collections::HashSet;

use age::x25519;
use age_core::format::{FileKey, Stanza};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bech32::{Bech32, Hrp};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Result;

/// The first line of what is inside a seal.
pub(super) const FIRST: &[u8] = b"Mend share 1\n";

/// The public halves of somebody's keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) recipient: [u8; 32],
    pub(super) verify: [u8; 32],
}

impl Keys {
    /// Those on a card that is one line.
    pub(super) fn on(card: &str) -> Result<Self> {
        let spelled = card.trim_start_matches("mend-card-1:").trim_end_matches('.');
        let bytes = URL_SAFE_NO_PAD.decode(spelled)?;
        Ok(Self { recipient: bytes[..32].try_into()?, verify: bytes[32..64].try_into()? })
    }

    pub(super) fn bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(&self.recipient);
        bytes[32..].copy_from_slice(&self.verify);
        bytes
    }

    /// As they stand in documents.
    pub(super) fn json(&self) -> Result<Value> {
        Ok(json!({ "recipient": self.age()?, "verify": hex::encode(self.verify) }))
    }

    /// As age seals to it.
    pub(super) fn seals(&self) -> Result<x25519::Recipient> {
        Ok(self.age()?.parse()?)
    }

    fn age(&self) -> Result<String> {
        Ok(bech32::encode::<Bech32>(Hrp::parse("age")?, &self.recipient)?)
    }
}

/// Somebody with keys.
pub(super) struct Sender {
    pub(super) name: &'static str,
    identity: x25519::Identity,
    signing: SigningKey,
    pub(super) keys: Keys,
}

impl Sender {
    /// With keys made of a number: what they write can be written again.
    pub(super) fn new(name: &'static str, number: u8) -> Result<Self> {
        let secret = bech32::encode::<Bech32>(Hrp::parse("age-secret-key-")?, &[number; 32])?.to_uppercase();
        let identity: x25519::Identity = secret.parse()?;
        let signing = SigningKey::from_bytes(&[number; 32]);
        let (_, recipient) = bech32::decode(&identity.to_public().to_string())?;
        let recipient = recipient.try_into().map_err(|_| "a key of another length")?;
        let keys = Keys { recipient, verify: signing.verifying_key().to_bytes() };
        Ok(Self { name, identity, signing, keys })
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing.sign(message).to_bytes()
    }

    /// Their card.
    pub(super) fn card(&self) -> String {
        self.card_called(self.name)
    }

    /// A card with another name, signed all the same.
    pub(super) fn card_called(&self, name: &str) -> String {
        let signature = self.sign(&[b"Mend card 1\n", &self.keys.bytes()[..], name.as_bytes()].concat());
        card_of(&self.keys, &signature, name)
    }

    /// A document of theirs; `id` is any number.
    pub(super) fn document(&self, id: u128, to: &Keys, content: Value) -> Result<Value> {
        let id = Uuid::from_u128(id);
        Ok(json!({ "id": id, "at": "2026-11-20T08:30:00Z", "from": self.keys.json()?, "to": to.json()?, "content": content }))
    }

    /// What stands inside the seal: the first line, a signature by them, the document, the bytes of its pictures.
    pub(super) fn signed(&self, document: &[u8], pictures: &[u8]) -> Vec<u8> {
        let body = [document, b"\n", pictures].concat();
        self.signed_as(FIRST, FIRST, &body)
    }

    /// The same under one first line, signed over another.
    pub(super) fn signed_as(&self, first: &[u8], over: &[u8], body: &[u8]) -> Vec<u8> {
        with_signature(first, &self.sign(&message(over, body)), body)
    }

    /// A good file, as they would make it.
    pub(super) fn file(&self, id: u128, to: &Keys, content: Value) -> Result<Vec<u8>> {
        self.file_with(id, to, content, &[])
    }

    /// The same with bytes of pictures.
    pub(super) fn file_with(&self, id: u128, to: &Keys, content: Value, pictures: &[u8]) -> Result<Vec<u8>> {
        let document = self.document(id, to, content)?;
        seal(&self.signed(&serde_json::to_vec(&document)?, pictures), to)
    }

    /// Opens what was sealed to them, and gives the document.
    pub(super) fn read(&self, sealed: &[u8]) -> Result<Value> {
        let plain = age::decrypt(&self.identity, sealed)?;
        let document = plain.split(|byte| *byte == b'\n').nth(2).ok_or("no document in it")?;
        Ok(serde_json::from_slice(document)?)
    }

    /// What fixes an answer before it is told.
    pub(super) fn fixed(&self, question: Uuid, nonce: [u8; 32], text: &str) -> [u8; 32] {
        let hasher = Sha256::new_with_prefix(b"Mend answer 1\n").chain_update(question.as_bytes());
        hasher.chain_update(self.keys.bytes()).chain_update(nonce).chain_update(text.as_bytes()).finalize().into()
    }
}

/// A card of its parts.
pub(super) fn card_of(keys: &Keys, signature: &[u8; 64], name: &str) -> String {
    format!("mend-card-1:{}.", URL_SAFE_NO_PAD.encode([&keys.bytes()[..], signature, name.as_bytes()].concat()))
}

/// What a signature is over.
pub(super) fn message(first: &[u8], body: &[u8]) -> Vec<u8> {
    [first, &Sha256::digest(body)].concat()
}

/// A first line, a line with a signature, and what follows.
pub(super) fn with_signature(first: &[u8], signature: &[u8; 64], body: &[u8]) -> Vec<u8> {
    [first, hex::encode(signature).as_bytes(), b"\n", body].concat()
}

/// Seals anything to somebody.
pub(super) fn seal(plain: &[u8], to: &Keys) -> Result<Vec<u8>> {
    Ok(age::encrypt(&to.seals()?, plain)?)
}

/// Seals to a key of age's, with other stanzas before its own: the seal of the header fits.
pub(super) struct Beside {
    pub(super) others: Vec<Stanza>,
    pub(super) own: x25519::Recipient,
}

impl age::Recipient for Beside {
    fn wrap_file_key(&self, file_key: &FileKey) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
        let (own, labels) = self.own.wrap_file_key(file_key)?;
        let others =
            self.others.iter().map(|one| Stanza { tag: one.tag.clone(), args: one.args.clone(), body: one.body.clone() });
        Ok((others.chain(own).collect(), labels))
    }
}

/// A stanza of any kind.
pub(super) fn stanza(tag: &str, args: &[&str], body: &[u8]) -> Stanza {
    Stanza { tag: tag.into(), args: args.iter().map(|arg| (*arg).into()).collect(), body: body.into() }
}
