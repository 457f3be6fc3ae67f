/** The door, the content, and back. */
import { m } from '$lib/paraglide/messages';
import { laidOut } from './content';
import { door, wall } from './door';
import { read } from './page';
import { opened, unpacked } from './sealed';

/** Puts the door into `app`. `sealed` is the age file in Base64. */
export function start(app: HTMLElement, sealed: string): void {
  let file: Uint8Array;
  try {
    file = unpacked(sealed);
  } catch {
    app.replaceChildren(wall());
    return;
  }

  let forget = () => {};
  const shut = (news?: string) => {
    forget();
    forget = () => {};
    const entrance = door(async (passphrase, progress) => {
      const plain = await opened(file, passphrase, progress);
      try {
        const { page, pictures } = read(plain);
        const content = await laidOut(page, pictures, () => shut(m.reader_closed()));
        // Somebody may have left in the meantime.
        if (!entrance.isConnected) return content.forget();
        forget = content.forget;
        app.replaceChildren(content.root);
        content.heading.focus();
      } finally {
        plain.fill(0);
      }
    }, news);
    app.replaceChildren(entrance);
  };
  shut();
  // Browsers keep pages that were left, to come back to them fast.
  window.addEventListener('pagehide', () => shut());
}
