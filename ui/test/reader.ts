/** Builds what Mend puts into a reader page. */
import { crc32, deflateSync } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import type { Page, PageEntry } from '../reader/page';

export function entry(changes: Partial<PageEntry> = {}): PageEntry {
  return { title: '', day: null, tags: [], feelings: [], body: '', pictures: [], ...changes };
}

export function page(changes: Partial<Page> = {}): Page {
  return { from: 'Ada', at: '2026-11-22T20:40:00Z', note: '', entries: [], measures: [], ...changes };
}

/** The bytes inside the seal. `json` may be anything, for what Mend would not write. */
export function plain(json: unknown, pictures: Uint8Array[] = [], firstLine = 'Mend page 1'): Uint8Array {
  const line = typeof json === 'string' ? json : JSON.stringify(json);
  return Buffer.concat([Buffer.from(`${firstLine}\n${line}   \n`), ...pictures]);
}

/** Sealed with a passphrase. A low work factor keeps tests short. */
export async function sealed(content: Uint8Array, passphrase: string, workFactor = 4): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(passphrase);
  // A view of its own: Buffers are not Uint8Arrays of jsdom's realm.
  return encrypter.encrypt(Uint8Array.from(content));
}

/** Base64 in lines of 76, as the shell writes it. */
export function base64(file: Uint8Array): string {
  return (Buffer.from(file).toString('base64').match(/.{1,76}/g) ?? []).join('\n');
}

/** A picture of one colour. */
export function png(width: number, height: number, [red, green, blue]: [number, number, number]): Uint8Array {
  const chunk = (name: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
