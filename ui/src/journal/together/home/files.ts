/** The largest file that is read into the page at all; the shell has limits of its own below it. */
const LARGEST = 20_000_000;

/** The bytes of a file that was dropped or pasted; what is too large fails as the shell says it. */
export async function bytesOf(file: File, tooLarge: 'share_too_large' | 'picture_too_large' | 'card_not', largest = LARGEST): Promise<Uint8Array> {
  if (file.size > largest) throw { code: tooLarge };
  return new Uint8Array(await file.arrayBuffer());
}
