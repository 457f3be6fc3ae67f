/**
 * Pasted HTML, made anew: only the elements named here, only text inside them, from whatever page or word processor it comes. Nothing is
 * taken over from the pasted tree but words, so there is nothing in it that could load, run or style.
 */

/** What becomes what. An element that is named nowhere here gives only what is in it. */
const INLINE: Record<string, string> = {
  b: 'strong', strong: 'strong', i: 'em', em: 'em', s: 's', strike: 's', del: 's', code: 'code', kbd: 'code', samp: 'code', tt: 'code',
};
const NESTING = new Set(['blockquote', 'ul', 'ol', 'li']);
const BLOCKS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', ...NESTING]);
/** Blocks that are nothing here but an end of a line. */
const PARTS = new Set(
  'address article aside body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup html legend main menu nav section summary table tbody td tfoot th thead tr'.split(' '),
);
/** Nothing in these is for reading. */
const UNREAD = new Set(
  'applet area audio base basefont bgsound button canvas col colgroup datalist embed frame frameset head iframe img image input link map meta meter noembed noframes noscript object option optgroup output param picture progress rp script select source style svg template textarea title track video xml annotation annotation-xml'.split(' '),
);

/** Deeper than this, lists, their items and quotes are only their words: nobody nests so, and the editor would walk through all of it. */
const DEEPEST = 24;

/** What a slice of an entry may have been cut out of. */
const CONTAINERS: unknown[] = ['blockquote', 'bulletList', 'orderedList', 'listItem'];

const HTML = 'http://www.w3.org/1999/xhtml';

/** What the words stand in. */
interface Around {
  /** Lists, their items and quotes. */
  depth: number;
  /** Whether this is inside a paragraph, a heading or code, which hold nothing but words. */
  text: boolean;
  /** Marks are not nested in themselves. */
  marks: ReadonlySet<string>;
}

/** The pasted HTML as HTML of our own. It is read as a document that is never shown. */
export function inert(html: string): string {
  const pasted = new DOMParser().parseFromString(html, 'text/html');
  const out = document.implementation.createHTMLDocument('');
  new Copier(out).children(pasted.body, out.body, { depth: 0, text: false, marks: new Set() });
  paragraphs(out);
  const own = pasted.querySelector('[data-pm-slice]')?.getAttribute('data-pm-slice');
  // How a slice of an entry was cut, in the editor's own words, so that it fits where it goes.
  if (own && cutHere(own)) out.body.firstElementChild?.setAttribute('data-pm-slice', own);
  const text = new XMLSerializer().serializeToString(out.body);
  return text.slice(text.indexOf('>') + 1, text.lastIndexOf('</body>'));
}

/** What stands between two ends of lines becomes a paragraph; inside a paragraph or a mark, an end is a line break. */
function paragraphs(out: Document): void {
  for (const container of [out.body, ...out.body.querySelectorAll('li, blockquote')]) {
    if (![...container.children].some(isEnd)) continue;
    let paragraph: Element | null = null;
    for (const child of [...container.childNodes]) {
      if (isBlock(child)) {
        paragraph = null;
        if (isEnd(child)) child.remove();
      } else if (paragraph || /\S/.test(child.textContent ?? '') || isElement(child)) {
        if (!paragraph) child.before((paragraph = out.createElement('p')));
        paragraph.append(child);
      }
    }
  }
  for (const end of out.body.querySelectorAll('div')) {
    if (end.previousSibling && end.nextSibling) end.replaceWith(out.createElement('br'));
    else end.remove();
  }
}

/** Whether this is the editor's note about a slice: `1 1 ["blockquote",null]`. */
function cutHere(note: string): boolean {
  try {
    const [, context = ''] = /^\d{1,3} \d{1,3}(?: -\d{1,3})? (.*)$/.exec(note) ?? [];
    const wraps = JSON.parse(context) as unknown;
    return Array.isArray(wraps) && wraps.length <= 2 * DEEPEST && wraps.every((each, index) => index % 2 === 1 || CONTAINERS.includes(each));
  } catch {
    return false;
  }
}

class Copier {
  #lists = new WordLists();

  constructor(private out: Document) {}

  /**
   * Copies what is in `from`. Elements that are only passed through are walked in a loop, never by recursion: a page may nest them a
   * hundred thousand deep.
   */
  children(from: Node, to: Element, around: Around): void {
    let at: Node | null = from.firstChild;
    const block = (node: Node) => isElement(node) && PARTS.has(name(node));
    while (at) {
      const inner = this.#copy(at, to, around);
      if (inner && at.firstChild) {
        if (block(at)) this.#break(to);
        at = at.firstChild;
        continue;
      }
      while (at && !at.nextSibling) {
        at = at.parentNode;
        if (!at || at === from) return;
        if (block(at)) this.#break(to);
      }
      if (at && block(at)) this.#break(to);
      at = at?.nextSibling ?? null;
    }
  }

  /** Copies one node; true when it is to be passed through. */
  #copy(node: Node, to: Element, around: Around): boolean {
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) {
      to.append(this.out.createTextNode(node.nodeValue ?? ''));
      return false;
    }
    if (!isElement(node) || hidden(node)) return false;
    const tag = name(node);
    if (tag === 'img' && node.namespaceURI === HTML && /^[\w-]+$/.test(node.getAttribute('data-picture') ?? '')) {
      this.#add(to, 'img', { 'data-picture': node.getAttribute('data-picture'), alt: node.getAttribute('alt') });
      return false;
    }
    if (UNREAD.has(tag)) return false;
    // MathML and other worlds: their words, nothing of their make.
    if (node.namespaceURI !== HTML) return true;
    if (tag === 'br' || tag === 'hr') {
      // Between blocks a break is only what the clipboard put there.
      if (tag === 'hr' || around.text || !isBlock(to.lastChild)) this.#add(to, tag);
      return false;
    }
    if (tag === 'p') {
      const item = this.#lists.item(node, to, this.out);
      if (item) {
        this.children(node, item, { ...around, depth: DEEPEST, text: true });
        return false;
      }
    }
    if (tag === 'p' ? /\S/.test(node.textContent ?? '') : BLOCKS.has(tag) || PARTS.has(tag)) this.#lists.end();
    return this.#element(node, tag, to, around);
  }

  #element(node: Element, tag: string, to: Element, around: Around): boolean {
    const verbatim = (tag === 'code' || tag === 'pre') && node.hasAttribute('data-verbatim');
    if (verbatim) {
      this.#add(to, tag, { 'data-verbatim': '' }).textContent = node.textContent;
      return false;
    }
    if (BLOCKS.has(tag)) {
      const nests = NESTING.has(tag);
      if (around.text || (nests && around.depth >= DEEPEST)) {
        this.#break(to);
        return true;
      }
      const start = tag === 'ol' && /^\d{1,9}$/.test(node.getAttribute('start') ?? '') ? node.getAttribute('start') : null;
      const inner = this.#add(to, tag, { start, 'data-checked': tag === 'li' ? checked(node) : null });
      if (tag === 'pre') inner.textContent = code(node);
      // A heading is bold of itself.
      else this.children(node, inner, { depth: around.depth + (nests ? 1 : 0), text: !nests, marks: /^h\d$/.test(tag) ? new Set([...around.marks, 'strong']) : around.marks });
      return false;
    }
    const marks = new Map<string, Record<string, string | null>>();
    if (tag === 'a') {
      const href = (node.getAttribute('href') ?? '').trim();
      if (/^(https?:\/\/|mailto:)[^\s]+$/i.test(href)) marks.set('a', { href, title: node.getAttribute('title') });
    }
    for (const mark of emphasis(node, tag)) marks.set(mark, {});
    const fresh = [...marks].filter(([mark]) => !around.marks.has(mark));
    if (fresh.length === 0) return true;
    const inner = fresh.reduce((parent, [mark, attributes]) => this.#add(parent, mark, attributes), to);
    this.children(node, inner, { ...around, marks: new Set([...around.marks, ...fresh.map(([mark]) => mark)]) });
    return false;
  }

  #add(to: Element, tag: string, attributes: Record<string, string | null> = {}): Element {
    const element = this.out.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
    to.append(element);
    return element;
  }

  /** The end of a line, unless there is one already; see `paragraphs`. */
  #break(to: Element): void {
    const last = to.lastChild;
    if (!last || isEnd(last)) return;
    this.#add(to, 'div');
  }
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;
const isEnd = (node: Node): node is Element => isElement(node) && name(node) === 'div';
const isBlock = (node: Node | null) => node !== null && isElement(node) && (BLOCKS.has(name(node)) || name(node) === 'hr' || isEnd(node));
const name = (element: Element) => element.localName.toLowerCase();
const styles = (element: Element) => (element.getAttribute('style') ?? '').toLowerCase();

/** What code says, line by line. */
function code(pre: Element): string {
  for (const line of pre.querySelectorAll('br')) line.replaceWith('\n');
  for (const unread of pre.querySelectorAll([...UNREAD].join(','))) unread.remove();
  return pre.textContent ?? '';
}

/** Whether a browser would not have shown it, or it is the sign that Word writes before the words of an item. */
function hidden(element: Element): boolean {
  return element.hasAttribute('hidden') || /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-list\s*:\s*ignore/.test(styles(element));
}

/** The emphasis of an element, as its name or its style says: word processors use both, and Google wraps all in a bold that is none. */
function emphasis(element: Element, tag: string): string[] {
  const style = styles(element);
  const weight = /font-weight\s*:\s*(\w+)/.exec(style)?.[1];
  const out = new Set<string>(Object.hasOwn(INLINE, tag) ? [INLINE[tag] as string] : []);
  if (weight && !/^(bold|bolder|[6-9]00)$/.test(weight)) out.delete('strong');
  else if (weight) out.add('strong');
  if (/font-style\s*:\s*(italic|oblique)/.test(style)) out.add('em');
  else if (/font-style\s*:\s*normal/.test(style)) out.delete('em');
  if (/text-decoration[a-z-]*\s*:[^;]*line-through/.test(style)) out.add('s');
  return [...out];
}

/** Whether an item of a list has a box, and whether it is checked: ours, Google's, GitHub's. */
function checked(item: Element): string | null {
  const own = item.getAttribute('data-checked') ?? (item.getAttribute('role') === 'checkbox' ? item.getAttribute('aria-checked') : null);
  if (own === 'true' || own === 'false') return own;
  const box = [...item.children].find((child) => name(child) === 'input' && child.getAttribute('type') === 'checkbox');
  return box ? String(box.hasAttribute('checked')) : null;
}

/** Word writes a list as paragraphs with a level, each beginning with its sign; here they become a list again. */
class WordLists {
  #open: { level: number; list: Element; item: Element }[] = [];

  /** The item a paragraph's words belong into; null when it is an ordinary paragraph. */
  item(paragraph: Element, to: Element, out: Document): Element | null {
    const level = Number(/mso-list\s*:\s*l\d+\s+level(\d+)/.exec(styles(paragraph))?.[1] ?? 0);
    if (level === 0 || level > DEEPEST) return null;
    const sign = [...paragraph.querySelectorAll('[style]')].find((element) => /mso-list\s*:\s*ignore/.test(styles(element)));
    const kind = /^\s*\(?[0-9a-z]{1,4}[.)]/i.test(sign?.textContent ?? '') ? 'ol' : 'ul';
    while (this.#open.length > 0 && (this.#open.at(-1)?.level ?? 0) > level) this.#open.pop();
    const last = this.#open.at(-1);
    let list = last?.level === level && last.list.localName === kind ? last.list : null;
    if (!list) {
      if (last?.level === level) this.#open.pop();
      list = out.createElement(kind);
      (this.#open.at(-1)?.item ?? to).append(list);
    }
    const item = out.createElement('li');
    list.append(item);
    if (this.#open.at(-1)?.list === list) this.#open.pop();
    this.#open.push({ level, list, item });
    return item;
  }

  end(): void {
    this.#open = [];
  }
}
