/** A file that was just made, and what is to be said about it once. */
export interface Handed {
  /** For whom it is. */
  called: string;
  /** Of a page that a browser opens, its passphrase, which is kept nowhere; null for a file that a journal opens. */
  passphrase: string | null;
}
