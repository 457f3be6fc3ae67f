import { render, screen } from '@testing-library/svelte';
import type { Editor } from '@tiptap/core';
import { describe, expect, it, vi } from 'vitest';
import { fakeIpc } from '$lib/ipc.fake';
import { PAYLOADS, TRAP } from '../../../test/paste-payloads';
import Journal from '../Journal.svelte';
import { inert } from './paste';

/** What the editor may draw, and what each may carry. */
const DRAWN = new Set('p h1 h2 h3 h4 h5 h6 strong em s code pre blockquote ul ol li hr br span div input img'.split(' '));
const CARRIED = new Set('dir class title start data-placeholder data-checked data-verbatim contenteditable type tabindex checked aria-label alt data-picture'.split(' '));
/** What comes out of the cleaning, before the editor reads it. */
const CLEAN = new Set('p h1 h2 h3 h4 h5 h6 strong em s code pre blockquote ul ol li hr br a img'.split(' '));
const CLEAN_CARRIED = new Set('href title start data-checked data-verbatim data-pm-slice data-picture alt'.split(' '));

function strangers(root: Element, tags: Set<string>, attributes: Set<string>): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(tags.has(element.localName) && element.namespaceURI === 'http://www.w3.org/1999/xhtml' ? [] : [element.localName]),
    ...[...element.attributes].filter(({ name }) => !attributes.has(name)).map(({ name }) => `${element.localName}[${name}]`),
  ]);
}

const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html').body;

async function open() {
  const page = render(Journal, { ipc: fakeIpc() });
  const box = await screen.findByRole('textbox', { name: 'Entry' });
  return { page, box, editor: (box as unknown as { editor: Editor }).editor };
}

function paste(box: HTMLElement, html: string, text = 'plain') {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  const getData = (type: string) => ({ 'text/html': html, 'text/plain': text })[type] ?? '';
  Object.assign(event, { clipboardData: { getData, types: ['text/html', 'text/plain'], files: [], items: [] } });
  box.dispatchEvent(event);
}

describe('a hostile page that is pasted', () => {
  it('is one of many', () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(200);
    expect(new Set(PAYLOADS.map(({ html }) => html)).size).toBe(PAYLOADS.length);
  });

  it('neither loads nor runs, and leaves its words', async () => {
    const asked: string[] = [];
    const never = (what: string) => (...args: unknown[]) => {
      asked.push(`${what} ${String(args[0])}`);
      throw new Error(`${what} is not for pasted pages`);
    };
    vi.stubGlobal('fetch', never('fetch'));
    vi.stubGlobal('XMLHttpRequest', never('XMLHttpRequest'));
    vi.stubGlobal('Image', never('Image'));
    vi.stubGlobal('WebSocket', never('WebSocket'));
    vi.stubGlobal('EventSource', never('EventSource'));
    vi.stubGlobal('open', never('open'));
    for (const element of [HTMLImageElement, HTMLScriptElement, HTMLIFrameElement, HTMLMediaElement, HTMLEmbedElement, HTMLSourceElement]) {
      vi.spyOn(element.prototype as { src: string }, 'src', 'set').mockImplementation((address) => void asked.push(`src ${address}`));
    }

    const { box, editor } = await open();
    const wrong: unknown[] = [];
    for (const { name, html, words } of PAYLOADS) {
      const clean = parsed(inert(html));
      const left = strangers(clean, CLEAN, CLEAN_CARRIED);
      const links = [...clean.querySelectorAll('a')].map((a) => a.getAttribute('href')).filter((href) => !/^(https?:\/\/|mailto:)/i.test(href ?? ''));
      editor.commands.clearContent();
      paste(box, html);
      const drawn = strangers(box, DRAWN, CARRIED);
      const stored = strangers(parsed(editor.getHTML()), DRAWN, CARRIED);
      const text = box.textContent ?? '';
      let at = 0;
      const lost = words.filter((word) => {
        const found = text.indexOf(word, at);
        at = found < 0 ? at : found + word.length;
        return found < 0;
      });
      if (left.length + links.length + drawn.length + stored.length + lost.length > 0) wrong.push({ name, left, links, drawn, stored, lost, text: text.slice(0, 200) });
      editor.state.doc.check();
    }
    expect(wrong).toEqual([]);
    expect(asked).toEqual([]);
    expect(TRAP in window).toBe(false);
  });

  it('shows nothing that was hidden', async () => {
    const { box } = await open();
    paste(box, '<p>seen</p><p style="display:none">unseen</p><p hidden>unseen</p>');
    expect(box.textContent).toBe('seen');
  });
});

/** What a pasted page becomes in the stored text. */
async function markdownOf(html: string): Promise<string> {
  const ipc = fakeIpc({ entries: new Map() });
  const { unmount } = render(Journal, { ipc });
  const box = await screen.findByRole('textbox', { name: 'Entry' });
  paste(box, html);
  await vi.waitFor(() => expect([...ipc.state.drafts.values()]).toHaveLength(1), { timeout: 3000 });
  unmount();
  return [...ipc.state.drafts.values()][0]?.body ?? '';
}

describe('a page from a word processor or the web that is pasted', () => {
  it('keeps headings, lists, links and emphasis', async () => {
    const html = '<html><body><h2 class="x" style="color:red">Plans</h2><p>Some <b>bold</b> and <i>italic</i> <a href="https://example.org/a">link</a>.</p><ol start="3"><li>three</li><li>four</li></ol><ul><li>a<ul><li>b</li></ul></li></ul><hr><blockquote><p>said</p></blockquote></body></html>';
    expect(await markdownOf(html)).toBe('## Plans\n\nSome **bold** and *italic* [link](https://example.org/a).\n\n3. three\n4. four\n\n- a\n  - b\n\n---\n\n> said');
  });

  it('is not bold because Google wraps it so', async () => {
    const html = '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400;font-style:normal">plain </span><span style="font-weight:700">strong</span><span style="font-style:italic"> slanted</span></p><br><ul><li dir="ltr" aria-level="1"><p role="presentation"><span style="font-weight:400">item</span></p></li></ul></b><br class="Apple-interchange-newline">';
    expect(await markdownOf(html)).toBe('plain **strong** *slanted*\n\n- item');
  });

  it('has its lists from Word', async () => {
    const item = (level: number, sign: string, words: string) =>
      `<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${sign}<span style='font:7pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span lang=EN>${words}</span><o:p></o:p></p>`;
    const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style><xml><w:WordDocument/></xml></head><body><!--StartFragment--><p class=MsoNormal><b>Before</b><o:p></o:p></p>${item(1, '·', 'one')}${item(2, 'o', 'inner')}${item(1, '·', 'two')}<p class=MsoNormal>between</p>${item(1, '1.', 'first')}${item(1, '2.', 'second')}<!--EndFragment--></body></html>`;
    expect(await markdownOf(html)).toBe('**Before**\n\n- one\n  - inner\n- two\n\nbetween\n\n1. first\n2. second');
  });

  it('keeps the boxes of a checklist', async () => {
    expect(await markdownOf('<ul><li role="checkbox" aria-checked="true"><p>done</p></li><li role="checkbox" aria-checked="false">open</li></ul>')).toBe('- [x] done\n- [ ] open');
  });

  it('never runs the cells of a table, or the lines of anything, together', async () => {
    expect(await markdownOf('<div>a<div>b <b>c</b></div>d</div><ul><li>e<div>f</div></li></ul>')).toBe('a\n\nb **c**\n\nd\n\n- e\n\n  f');
    expect(await markdownOf('<table><tr><td>one</td><td>two</td></tr></table>')).toBe('one\n\ntwo');
  });

  it('keeps code line by line', async () => {
    expect(await markdownOf('<pre><code>a<br>b\n  c</code></pre>')).toBe('```\na\nb\n  c\n```');
  });
});
