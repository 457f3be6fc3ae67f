/** What `--mode fake` puts in the place of ipc.ts. The page's query chooses a situation: `?exists=0&entries=10000&theme=dark&together=1&opened={…}`. */
import { days } from './ipc.fake.data';
import { fakeIpc } from './ipc.fake';
import { sampleCheckIns } from './ipc.fake.feelings';
import { sampleTogether } from './ipc.fake.together';
import type { Entry } from './bindings/Entry';
import type { Opened } from './bindings/Opened';
import type { Preferences } from './bindings/Preferences';

const query = new URLSearchParams(location.search);
const theme = (query.get('theme') ?? 'system') as Preferences['theme'];
const text_size = Number(query.get('size') ?? 100);
const entries = query.get('empty') ? new Map<string, Entry>() : days(Number(query.get('entries') ?? 60));
const fake = fakeIpc({
  exists: query.get('exists') !== '0',
  entries,
  checkIns: query.get('empty') ? new Map() : sampleCheckIns(Number(query.get('checkins') ?? 180)),
  trackers: query.get('empty') ? [] : [{ id: 'sleep', name: 'Hours of sleep', kind: 'scale', archived: false }],
  person: { point_of_view: 'hurt', about: null, word: '', stage: null, welcomed: query.get('welcome') !== '1', asked: false },
  preferences: { theme, text_size, lock_after_minutes: 10, hide_from_capture: true, spell_check: false, support_country: null },
  ...(query.get('together') ? sampleTogether(entries, query.get('arrived') === '1') : {}),
  opened: JSON.parse(query.get('opened') ?? '{}') as Partial<Opened>,
});
for (const pair of query.getAll('fail')) {
  const [command = '', code = 'io'] = pair.split(':');
  fake.state.failing.set(command, { code });
}
for (const command of query.getAll('hang')) fake.state.hanging.set(command, new Promise(() => {}));
Object.assign(window, { fake });

export const ipc = fake;
