/** What stands before the content: what this is, and where the passphrase goes. */
import { m } from '$lib/paraglide/messages';
import { element } from './element';
import { mark } from './mark';
import { Refused, type Reason } from './refused';

/** Opens it, and takes the door away when that is done. Throws `Refused`. */
export type Open = (passphrase: string, progress: (part: number) => void) => Promise<void>;

const TROUBLE: Record<Reason, () => string> = { wrong: m.reader_wrong, damaged: m.reader_damaged, memory: m.reader_memory };

function frame(...rest: Node[]): HTMLElement {
  return element(
    'main',
    { class: 'door' },
    mark(52),
    element('h1', {}, m.reader_heading()),
    element('p', { class: 'lead' }, m.reader_lead()),
    ...rest,
    element('ul', { class: 'facts' }, ...[m.reader_free(), m.reader_stays(), m.reader_whoever(), m.reader_no_answer()].map((fact) => element('li', {}, fact))),
  );
}

/** In place of the door, when there is nothing behind it that a passphrase could open. */
export function wall(): HTMLElement {
  return frame(element('p', { class: 'note rose', role: 'alert' }, m.reader_damaged()));
}

/** `news` is said once, as after closing. */
export function door(open: Open, news = ''): HTMLElement {
  const input = element('input', {
    id: 'passphrase', class: 'field', type: 'password', 'aria-describedby': 'trouble caps',
    autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false',
  });
  const show = element('button', { class: 'btn plain', type: 'button', 'aria-controls': 'passphrase' });
  const caps = element('p', { id: 'caps', class: 'hint', role: 'status' });
  const trouble = element('p', { id: 'trouble', class: 'trouble', role: 'alert' });
  const submit = element('button', { class: 'btn primary', type: 'submit' }, m.reader_open());
  const status = element('p', { class: 'hint', role: 'status' });
  const bar = element('progress', { max: '1', value: '0', 'aria-label': m.reader_working(), hidden: '' });
  const form = element(
    'form',
    {},
    element('label', { class: 'label', for: 'passphrase' }, m.passphrase()),
    element('div', { class: 'typed' }, input, show),
    caps,
    trouble,
    submit,
    status,
    bar,
  );

  // Said after it stands on the page: a region that comes with its words is not read out.
  setTimeout(() => (status.textContent = news));

  const reveal = (shown: boolean) => {
    input.type = shown ? 'text' : 'password';
    show.textContent = shown ? m.reader_hide() : m.reader_show();
    show.setAttribute('aria-label', shown ? m.typing_hide() : m.typing_show());
  };
  reveal(false);
  show.addEventListener('click', () => reveal(input.type === 'password'));

  const look = (event: KeyboardEvent) => (caps.textContent = event.getModifierState?.('CapsLock') ? m.passphrase_caps() : '');
  input.addEventListener('keydown', look);
  input.addEventListener('keyup', look);
  input.addEventListener('blur', () => (caps.textContent = ''));

  let busy = false;
  const work = (now: boolean) => {
    busy = now;
    form.setAttribute('aria-busy', String(now));
    // Nothing is disabled, so that the focus stays where it is.
    submit.setAttribute('aria-disabled', String(now));
    input.readOnly = now;
    status.textContent = now ? m.reader_opening() : '';
    bar.hidden = !now;
    bar.value = 0;
  };
  const complain = (words: string) => {
    trouble.textContent = words;
    input.setAttribute('aria-invalid', 'true');
    input.focus();
    input.select();
  };

  async function submitted(): Promise<void> {
    if (busy) return;
    trouble.textContent = '';
    input.removeAttribute('aria-invalid');
    if (!input.value) return complain(m.reader_type());
    work(true);
    try {
      await open(input.value, (part) => (bar.value = part));
      input.value = '';
    } catch (error) {
      work(false);
      complain(TROUBLE[error instanceof Refused ? error.reason : 'damaged']());
    }
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submitted();
  });
  return frame(form);
}
