import { diffLines, diffWords, type ChangeObject } from 'diff';

/** A run of text that is in both, only in the newer, or only in the older. */
export interface Part {
  text: string;
  change: 'same' | 'added' | 'removed';
}

/** Up to here words are compared across the whole text; above, only inside lines that changed. */
const SHORT = 20_000;
/** Above this nobody would read it, and comparing could take seconds. */
const LONGEST = 1_000_000;
/** Milliseconds that one comparison may take. */
const PATIENCE = 400;

const part = ({ value, added, removed }: ChangeObject<string>): Part => ({ text: value, change: added ? 'added' : removed ? 'removed' : 'same' });

/** What changed from one text to another, or null when they are too long or too different to say it in reasonable time. */
export function difference(before: string, after: string): Part[] | null {
  if (before.length + after.length > LONGEST) return null;
  if (before.length + after.length <= SHORT) {
    const whole = diffWords(before, after, { timeout: PATIENCE });
    if (whole) return whole.map(part);
  }
  return byLines(before, after);
}

function byLines(before: string, after: string): Part[] | null {
  const lines = diffLines(before, after, { timeout: PATIENCE });
  if (!lines) return null;
  const until = performance.now() + PATIENCE;
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [one, next] = [lines[at], lines[at + 1]];
    if (!one) continue;
    const words = one.removed && next?.added && one.value.length + next.value.length <= SHORT ? within(one.value, next.value, until) : null;
    parts.push(...(words ?? [part(one)]));
    if (words) at += 1;
  }
  return parts;
}

/** The words that changed in lines that changed, while there is time. */
function within(before: string, after: string, until: number): Part[] | null {
  const timeout = until - performance.now();
  return timeout > 0 ? (diffWords(before, after, { timeout })?.map(part) ?? null) : null;
}
