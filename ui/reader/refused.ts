/** Why nothing was opened: another passphrase, a file that is not what was sent, or a device that is too small. */
export type Reason = 'wrong' | 'damaged' | 'memory';

export class Refused extends Error {
  constructor(readonly reason: Reason) {
    super(reason);
  }
}
