import { m } from '$lib/paraglide/messages';

/** What each code of the shell means to a person, in one sentence. */
export const SENTENCES = {
  wrong_passphrase: () => m.error_wrong_passphrase(),
  wait: () => m.error_wait(),
  open_elsewhere: () => m.error_open_elsewhere(),
  damaged: () => m.error_damaged(),
  newer_version: () => m.error_newer_version(),
  not_a_journal: () => m.error_not_a_journal(),
  missing: () => m.error_missing(),
  exists_already: () => m.error_exists_already(),
  read_only: () => m.error_read_only(),
  disk_full: () => m.error_disk_full(),
  io: () => m.error_io(),
  bad_input: () => m.error_bad_input(),
  internal: () => m.error_internal(),
  locked: () => m.error_locked(),
  no_such_entry: () => m.error_no_such_entry(),
  no_such_picture: () => m.error_no_such_picture(),
  not_a_picture: () => m.error_not_a_picture(),
  picture_too_large: () => m.error_picture_too_large(),
  sealed: () => m.error_sealed(),
  card_not: () => m.error_card_not(),
  card_several: () => m.error_card_several(),
  card_name: () => m.error_card_name(),
  share_hidden_characters: () => m.error_share_hidden_characters(),
  card_changed: () => m.error_card_changed(),
  card_newer: () => m.error_card_newer(),
  card_own: () => m.error_card_own(),
  no_card: () => m.error_no_card(),
  no_partner: () => m.error_no_partner(),
  stopped: () => m.error_stopped(),
  share_stale: () => m.error_share_stale(),
  share_empty: () => m.error_share_empty(),
  share_too_large_to_send: () => m.error_share_too_large_to_send(),
  share_not: () => m.error_share_not(),
  share_too_large: () => m.error_share_too_large(),
  share_header: () => m.error_share_header(),
  share_reader_page: () => m.error_share_reader_page(),
  share_not_for_you: () => m.error_share_not_for_you(),
  over_journal: () => m.error_over_journal(),
  share_own: () => m.error_share_own(),
  share_other_recipient: () => m.error_share_other_recipient(),
  share_changed: () => m.error_share_changed(),
  share_signature: () => m.error_share_signature(),
  share_unknown_sender: () => m.error_share_unknown_sender(),
  share_old_card: () => m.error_share_old_card(),
  share_newer: () => m.error_share_newer(),
  share_again: () => m.error_share_again(),
  share_removed: () => m.error_share_removed(),
  share_declined: () => m.error_share_declined(),
  share_malformed: () => m.error_share_malformed(),
  share_picture: () => m.error_share_picture(),
  share_no_question: () => m.error_share_no_question(),
  share_other_answer: () => m.error_share_other_answer(),
  nothing_arrived: () => m.error_nothing_arrived(),
} satisfies Record<string, () => string>;

export type Code = keyof typeof SENTENCES;

/** An error of the shell as the page uses it. */
export interface Failure {
  code: Code | 'unknown';
  /** Seconds until another attempt is taken, 0 when there is no pause. */
  pauseSeconds: number;
}

/** Reads whatever was thrown. */
export function failure(error: unknown): Failure {
  const { code, detail } = (error ?? {}) as { code?: unknown; detail?: { pause_seconds?: unknown } | null };
  const pause = Number(detail?.pause_seconds);
  return {
    code: typeof code === 'string' && Object.hasOwn(SENTENCES, code) ? (code as Code) : 'unknown',
    pauseSeconds: Number.isFinite(pause) && pause > 0 ? Math.ceil(pause) : 0,
  };
}

/** The sentence for whatever was thrown. */
export function sentence(error: unknown): string {
  const { code } = failure(error);
  return code === 'unknown' ? m.error_unknown() : SENTENCES[code]();
}
