import type { Pulse } from '$lib/bindings/Pulse';
import { m } from '$lib/paraglide/messages';

/** The five sliders, in their order. */
export const PULSE: { of: keyof Pulse; name: () => string }[] = [
  { of: 'trust', name: m.checkin_trust },
  { of: 'safe', name: m.checkin_safe },
  { of: 'hope', name: m.checkin_hope },
  { of: 'closeness', name: m.checkin_closeness },
  { of: 'intrusive', name: m.checkin_intrusive },
];

/** “trust 4, hope 6”, as far as it was said. */
export function pulseWords(pulse: Pulse): string {
  const said = PULSE.flatMap(({ of, name }) => (pulse[of] === null ? [] : [m.checkin_value({ name: name(), value: pulse[of] })]));
  return said.join(', ');
}
