/** The age file that the page carries, and how a passphrase opens it (https://c2sp.org/age). */
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { Decrypter, type Identity, type Stanza } from 'age-encryption';
import { Refused } from './refused';

/** How every age file begins that is sealed with a passphrase. */
const BEGINNING = 'age-encryption.org/v1\n-> scrypt ';
const LABEL = 'age-encryption.org/v1/scrypt';
/** As in the journal: made with 18 by Mend, and never more than this. 20 is a gigabyte and some seconds. */
const MAX_WORK_FACTOR = 20;

const encoder = new TextEncoder();

/** The file out of the page's text. Throws `Refused` if there is none. */
export function unpacked(base64: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    throw new Refused('damaged');
  }
  if (!binary.startsWith(BEGINNING)) throw new Refused('damaged');
  return bytesOf(binary);
}

/** What `atob` gives: a letter for each byte. */
function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/**
 * What is inside. Takes a second or more and 256 MB, and lets the page breathe; `progress` hears of it from 0 to 1.
 * Throws `Refused`.
 */
export async function opened(file: Uint8Array, passphrase: string, progress: (part: number) => void): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(new Passphrase(encoder.encode(passphrase.normalize('NFC')), progress));
  try {
    return await decrypter.decrypt(file);
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('damaged');
  }
}

/** age's own passphrase identity, except that it does not hold up the page and tells a wrong passphrase from a damaged file. */
class Passphrase implements Identity {
  constructor(
    private passphrase: Uint8Array,
    private progress: (part: number) => void,
  ) {}

  async unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array> {
    const [stanza, other] = stanzas;
    const [type, salt, factor, more] = stanza?.args ?? [];
    if (!stanza || other || more !== undefined || type !== 'scrypt') throw new Refused('damaged');
    if (!/^[A-Za-z0-9+/]{22}$/.test(salt ?? '') || !/^[1-9][0-9]?$/.test(factor ?? '')) throw new Refused('damaged');
    if (Number(factor) > MAX_WORK_FACTOR || stanza.body.length !== 32) throw new Refused('damaged');
    const key = await this.derive(Uint8Array.of(...encoder.encode(LABEL), ...bytesOf(atob(salt ?? ''))), Number(factor));
    try {
      return chacha20poly1305(key, new Uint8Array(12)).decrypt(stanza.body);
    } catch {
      throw new Refused('wrong');
    }
  }

  private async derive(salt: Uint8Array, factor: number): Promise<Uint8Array> {
    try {
      return await scryptAsync(this.passphrase, salt, { N: 2 ** factor, r: 8, p: 1, dkLen: 32, onProgress: this.progress });
    } catch {
      // With arguments as these, all that can fail is asking for the memory.
      throw new Refused('memory');
    }
  }
}
