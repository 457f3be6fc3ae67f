/**
 * Stands in for the elliptic curves and the post-quantum keys that `age-encryption` brings for files sealed to somebody's key: half of the
 * page would be mathematics that a passphrase never meets (vite.reader.config.ts).
 */
export const MLKEM768P256 = undefined;
export const MLKEM768X25519 = undefined;
export const p256 = undefined;
export const x25519 = undefined;
