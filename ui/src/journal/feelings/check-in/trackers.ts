import type { TrackerKind } from '$lib/bindings/TrackerKind';
import { m } from '$lib/paraglide/messages';

const KINDS: Record<TrackerKind, () => string> = { scale: m.checkin_kind_scale, 'yes-no': m.checkin_kind_yes_no, count: m.checkin_kind_count };

/** How a tracker is noted, in words. */
export const trackerKind = (kind: TrackerKind) => KINDS[kind]();
