import type { Partner } from '$lib/bindings/Partner';
import type { Question } from '$lib/bindings/Question';
import type { ReceivedRow } from '$lib/bindings/ReceivedRow';
import type { Sender } from '$lib/bindings/Sender';
import { m } from '$lib/paraglide/messages';

/** Where a question stands; nobody owes anybody an answer. */
export const questionState: Record<Question['state'], () => string> = {
  draft: m.tog_state_draft,
  sent: m.tog_state_sent,
  reveal: m.tog_state_reveal,
  asked: m.tog_state_asked,
  answered: m.tog_state_answered,
  open: m.tog_state_open,
};

/** How much is in something that came: “2 texts, 1 picture”. */
export function amount({ entries, pictures, measures }: Pick<ReceivedRow, 'entries' | 'pictures' | 'measures'>): string {
  return [
    entries > 0 ? m.tog_texts({ count: entries }) : '',
    pictures > 0 ? m.tog_pictures({ count: pictures }) : '',
    measures > 0 ? m.tog_measures({ count: measures }) : '',
  ].filter(Boolean).join(', ');
}

/** A partner, named as whoever made a file is. */
export const asSender = ({ id, called, compared }: Partner): Sender => ({ partner: id, called, compared });

/** Whether somebody else in the list is called that already. */
export function isTaken(called: string, partners: readonly Partner[], except?: string): boolean {
  const plain = (name: string) => name.trim().toLocaleLowerCase();
  return partners.some((partner) => partner.id !== except && plain(partner.called) === plain(called));
}
