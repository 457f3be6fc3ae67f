import { describe, expect, it, vi } from 'vitest';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { Refused } from '../reader/refused';
import { opened, unpacked } from '../reader/sealed';
import { base64, sealed } from './reader';

const TEXT = 'Something written for you. '.repeat(6000);
const content = new TextEncoder().encode(TEXT);
const open = async (file: Uint8Array, passphrase: string) => new TextDecoder().decode(await opened(file, passphrase, () => {}));
const change = (file: Uint8Array, at: number) => Uint8Array.from(file, (byte, index) => (index === at ? byte ^ 1 : byte));
/** The file with another line in place of its scrypt stanza's first. */
const withStanza = (file: Uint8Array, line: (old: string) => string) =>
  Uint8Array.from(Buffer.from(Buffer.from(file).toString('latin1').replace(/-> scrypt .*/, line), 'latin1'));

describe('the sealed file', () => {
  it('comes out of the page in lines of Base64, with or without space around them', async () => {
    const file = await sealed(content, 'a b');
    expect(unpacked(`\n${base64(file)}\r\n`)).toEqual(file);
  });

  it.each(['', '@@SEALED@@', '!!', 'YWdl', btoa('age-encryption.org/v1\n-> X25519 abc\n'), btoa('age-encryption.org/v2\n-> scrypt abc 18\n')])('is damaged as %s', (text) => {
    expect(() => unpacked(text)).toThrow(new Refused('damaged'));
  });

  it('opens with its passphrase, and tells how far it is', async () => {
    const progress = vi.fn<(part: number) => void>();
    const plain = await opened(await sealed(content, 'a b', 8), 'a b', progress);
    expect(new TextDecoder().decode(plain)).toBe(TEXT);
    expect(progress.mock.calls.length).toBeGreaterThan(100);
    expect(progress).toHaveBeenLastCalledWith(1);
  });

  it('opens from every keyboard: passphrases are composed as in the journal', async () => {
    const [composed, decomposed] = ['fa\u00e7ade \u1e69', 'fac\u0327ade s\u0307\u0323'];
    expect(await open(await sealed(content, composed), decomposed)).toBe(TEXT);
    await expect(open(await sealed(content, decomposed), decomposed)).rejects.toThrow(new Refused('wrong'));
  });

  it('does not open with another passphrase: spaces and capitals count', async () => {
    const file = await sealed(content, 'a b');
    for (const other of ['a  b', 'A b', ' a b', 'a', '']) await expect(open(file, other)).rejects.toThrow(new Refused('wrong'));
  });

  it('is damaged when anything in it was changed behind the passphrase', async () => {
    const file = await sealed(content, 'a b');
    const mac = Buffer.from(file).indexOf('\n--- ') + 6;
    for (const at of [mac, mac + 50, mac + 80, file.length - 1]) await expect(open(change(file, at), 'a b')).rejects.toThrow(new Refused('damaged'));
    for (const cut of [1, 16, 70_000]) await expect(open(file.slice(0, -cut), 'a b')).rejects.toThrow(new Refused('damaged'));
    await expect(open(Uint8Array.from([...file, 0]), 'a b')).rejects.toThrow(new Refused('damaged'));
  });

  it.each([
    ['a gigabyte and more to ask for', (line: string) => line.replace(/ 4$/, ' 21')],
    ['no work factor', (line: string) => line.replace(/ 4$/, '')],
    ['a work factor of nothing', (line: string) => line.replace(/ 4$/, ' 0')],
    ['a work factor that is none', (line: string) => line.replace(/ 4$/, ' 1e1')],
    ['another argument', (line: string) => `${line} 4`],
    ['a short salt', (line: string) => line.replace(/scrypt ./, 'scrypt ')],
    ['a second passphrase', (line: string) => `${line}\n${'A'.repeat(43)}\n${line}`],
  ])('is damaged with %s, and costs no work', async (_, line) => {
    const progress = vi.fn();
    await expect(opened(withStanza(await sealed(content, 'a b'), line), 'a b', progress)).rejects.toThrow(new Refused('damaged'));
    expect(progress).not.toHaveBeenCalled();
  });

  it('is damaged when it is sealed to somebody’s key', async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(await generateIdentity()));
    await expect(open(await encrypter.encrypt(content), 'a b')).rejects.toThrow(new Refused('damaged'));
  });

  it('says when the memory for it is not there', async () => {
    const file = await sealed(content, 'a b');
    const Whole = Uint8Array;
    vi.stubGlobal('Uint8Array', class extends Whole {
      constructor(length: number) {
        // The table of scrypt: 128 bytes times 8 times 2 to the 4th.
        if (length === 128 * 8 * 2 ** 4) throw new RangeError('Array buffer allocation failed');
        super(length);
      }
    });
    try {
      await expect(opened(file, 'a b', () => {})).rejects.toThrow(new Refused('memory'));
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
