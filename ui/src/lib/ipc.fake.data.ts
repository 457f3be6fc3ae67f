import type { Entry } from './bindings/Entry';
import type { Support } from './bindings/Support';

/** A few lines of the real list, enough to see the page with. */
export function helplines(): Support {
  const line = (country: string, service: string, audience: string, contacts: string, hours: string) => ({
    country, service, audience, contacts: contacts.split('; '), hours,
  });
  return {
    checked: '2026-11-22',
    lines: [
      line('everywhere', 'local emergency number', 'danger now', '112 (EU, many others); 911 (US, CA); 999 (UK, IE); 000 (AU); 111 (NZ)', 'always'),
      line('directory', 'Find A Helpline', 'anyone', 'findahelpline.com', ''),
      line('directory', 'Lila.help', 'violence by a partner', 'lila.help', ''),
      line('directory', 'Befrienders', 'anyone', 'befrienders.org', ''),
      line('Australia', 'Lifeline', 'anyone', '13 11 14; text 0477 13 11 14', '24/7'),
      line('Germany', 'Hilfetelefon Gewalt gegen Frauen', 'women', '116 016; hilfetelefon.de', '24/7'),
      line('United Kingdom', 'National Domestic Abuse Helpline (Refuge)', 'women', '0808 2000 247; nationaldahelpline.org.uk', '24/7'),
      line('United Kingdom', 'Samaritans', 'anyone', '116 123; jo@samaritans.org', '24/7'),
    ],
  };
}

const DATA: [string, string, string, string[], string][] = [
  ['22T08:40', 'The long way to the river', 'We walked to the river after breakfast, the long way. It was the first time in weeks that I wasn’t listening for something behind the words.\n\nHe told me about Thursday before I asked. I noticed my shoulders. I don’t know yet whether that is trust or only tiredness, but I want to remember that it happened.', ['hopeful', 'heavy'], 'free'],
  ['21T21:10', 'What I would say if I weren’t afraid', 'Letter, not sent. You keep asking what you can do, and I keep answering a smaller question than the one you asked.', ['angry'], 'letter'],
  ['19T19:30', '', 'Kept: home by seven, phone call before. A small thing. I’m writing it down because small things are what I have.', ['relieved'], 'win'],
  ['17T22:05', 'After the talk', 'Twenty minutes each, and the rule that the other only says it back. I heard myself say **more** than I had planned.\n\n- what I asked for\n- what I offered\n\n> It was quieter than I feared.', ['drained', 'clear'], 'reflection'],
];

/** A few days as the drawings show them, and `more` days before them, ending at `until`. */
export function days(more = 0, until = new Date()): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const put = (entry: Pick<Entry, 'id' | 'kind' | 'written_at' | 'title' | 'tags' | 'body'>, favourite = false) =>
    entries.set(entry.id, { ...entry, parents: [`rev-${entry.id}`], favourite, concealed: false, sealed_until: null, sealed: false, review: null, steps: [], prompt: null, sheet: null, pictures: [], trashed: null });
  const month = until.toISOString().slice(0, 8);
  DATA.forEach(([when, title, body, tags, kind], index) => put({ id: `entry-${index}`, kind, written_at: `${month}${when}:00+00:00`, title, tags, body }, index === 3));
  const start = new Date(`${month}16T20:00:00Z`).getTime();
  for (let index = 0; index < more; index += 1) {
    const date = new Date(start - index * 61_000_000).toISOString().replace(/\.\d+Z$/, '+00:00');
    const title = index % 3 === 0 ? `Evening ${index + 1}` : '';
    put({ id: `older-${index}`, kind: index % 7 === 0 ? 'gratitude' : 'free', written_at: date, title, tags: index % 4 === 0 ? ['tired'] : [], body: 'A quiet evening. I wrote a little and went to bed before the thinking started again.'.slice(0, 30 + ((index * 13) % 60)) });
  }
  return entries;
}
