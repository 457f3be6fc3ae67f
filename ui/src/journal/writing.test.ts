import { screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectAccessible } from '../../test/axe';
import { box, tiptap, button, write, select, type, press, file, give } from '../../test/writing';
import { SHORTCUTS } from './writing/shortcuts';

const urls = new Set<string>();
beforeEach(() => {
  let made = 0;
  urls.clear();
  URL.createObjectURL = () => {
    made += 1;
    urls.add(`blob:${made}`);
    return `blob:${made}`;
  };
  URL.revokeObjectURL = (url) => void urls.delete(url);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  delete document.documentElement.dataset.focus;
});

describe('the toolbar', () => {
  it('has one tab stop, moves by arrow keys, and says what holds', async () => {
    const { editor, user } = await write('some **bold** words');
    const bar = screen.getByRole('toolbar', { name: 'Formatting' });
    const buttons = within(bar).getAllByRole('button');
    expect(buttons.filter((each) => each.tabIndex === 0)).toHaveLength(1);
    select(editor, 'bold');
    await waitFor(() => expect(within(bar).getByRole('button', { name: 'Bold' }).getAttribute('aria-pressed')).toBe('true'));
    press(editor, 'F10', { altKey: true });
    expect(document.activeElement).toBe(within(bar).getByRole('button', { name: 'Bold' }));
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(within(bar).getByRole('button', { name: 'Italic' }));
    await user.keyboard('{End}{ArrowRight}{ArrowLeft}');
    expect(document.activeElement).toBe(within(bar).getByRole('button', { name: 'Picture' }));
    expect(buttons.filter((each) => each.tabIndex === 0)).toHaveLength(1);
    await expectAccessible();
  });

  it.each([
    ['Bold', '**word**'], ['Italic', '*word*'], ['Struck through', '~~word~~'], ['Code', '`word`'], ['Large heading', '# word'], ['Heading', '## word'],
    ['Small heading', '### word'], ['Quotation', '> word'], ['List', '- word'], ['Numbered list', '1. word'], ['Checklist', '- [ ] word'],
  ])('makes a word %s', async (name, text) => {
    const { editor, user, stored } = await write('word');
    select(editor, 'word');
    await user.click(button(name));
    await waitFor(() => expect(stored()).toBe(text), { timeout: 3000 });
    await user.click(button(name));
    await waitFor(() => expect(stored()).toBe('word'), { timeout: 3000 });
  });

  it('names every key once', () => {
    const keys = SHORTCUTS.map(({ keys }) => keys.join('+'));
    expect(new Set(keys).size).toBe(keys.length);
    expect(SHORTCUTS.every(({ message }) => message().length > 2)).toBe(true);
  });
});

describe('Markdown while typing', () => {
  it.each([
    ['# word', '# word'], ['### word', '### word'], ['- word', '- word'], ['1. word', '1. word'], ['> word', '> word'], ['[ ] word', '- [ ] word'], ['- [x] word', '- [x] word'],
    ['**word** on', '**word** on'], ['`word` on', '`word` on'], ['---', '---\n\n'], ['[words](https://a.example/b) on', '[words](https://a.example/b) on'],
  ])('%s', async (typed, text) => {
    const { editor, stored } = await write('');
    editor.commands.focus();
    type(editor, typed);
    await waitFor(() => expect(stored()).toBe(text), { timeout: 3000 });
  });
});

describe('a checklist', () => {
  it('stays as it was written until something is changed, and then changes only that', async () => {
    const text = '*  [ ] one\n*  [X]  two\n\n\n1. [ ] three\n';
    const { calls, editor, stored, user } = await write(text);
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox', { name: 'Done' });
    expect(boxes.map((each) => each.checked)).toEqual([false, true, false]);
    expect(calls('write_draft')).toHaveLength(0);
    await user.click(boxes[2] as HTMLElement);
    await waitFor(() => expect(stored()).toBe('*  [ ] one\n*  [X]  two\n\n\n1. [x] three'), { timeout: 3000 });
    editor.commands.undo();
    await waitFor(() => expect(stored()).toBe(text), { timeout: 3000 });
  });

  it('is checked, continued and ended by keyboard', async () => {
    const { editor, stored } = await write('- [x] one');
    select(editor, 'one', false);
    editor.commands.setTextSelection(editor.state.selection.from + 3);
    press(editor, 'Enter');
    type(editor, 'two');
    press(editor, 'Enter', { ctrlKey: true });
    await waitFor(() => expect(stored()).toBe('- [x] one\n- [x] two'), { timeout: 3000 });
    press(editor, 'Enter', { ctrlKey: true });
    press(editor, 'Enter');
    press(editor, 'Backspace');
    await waitFor(() => expect(stored()).toBe('- [x] one\n- [ ] two\n-'), { timeout: 3000 });
  });
});

describe('a link', () => {
  it('is written, shown, changed, copied and taken away, and never followed', async () => {
    const { editor, stored, user } = await write('see this page');
    select(editor, 'this page');
    press(editor, 'k', { ctrlKey: true, shiftKey: true });
    const dialog = await screen.findByRole('dialog', { name: 'Add a link' });
    await user.type(within(dialog).getByLabelText('Address'), 'javascript:alert(1)');
    await user.click(button('Set'));
    within(dialog).getByText(/An address begins with/);
    await user.clear(within(dialog).getByLabelText('Address'));
    await user.type(within(dialog).getByLabelText('Address'), 'example.org/a b{Backspace}{Backspace}');
    await user.click(button('Set'));
    await waitFor(() => expect(stored()).toBe('see [this page](https://example.org/a)'), { timeout: 3000 });
    expect(screen.getByText('this page').title).toBe('https://example.org/a');
    expect(document.querySelector('.ProseMirror a')).toBeNull();

    select(editor, 'this', false);
    await user.click(button('Link'));
    await screen.findByRole('dialog', { name: 'The link' });
    expect(screen.getByLabelText<HTMLInputElement>('Address').value).toBe('https://example.org/a');
    await user.click(button('Copy the address'));
    await screen.findByText('Copied');
    expect(await navigator.clipboard.readText()).toBe('https://example.org/a');
    await expectAccessible();
    await user.click(button('Remove the link'));
    await waitFor(() => expect(stored()).toBe('see this page'), { timeout: 3000 });
  });

  it('closes on Escape without leaving the entry', async () => {
    const { editor, user } = await write('words');
    select(editor, 'words');
    await user.click(button('Link'));
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(location.hash).toBe('#/entry/mine');
  });

  it('comes of an address pasted over words', async () => {
    const { editor, stored } = await write('see this page');
    select(editor, 'this page');
    give(editor.view.dom, 'paste', [], { 'text/plain': 'https://example.org/' });
    await waitFor(() => expect(stored()).toBe('see [this page](https://example.org/)'), { timeout: 3000 });
  });
});

describe('a picture', () => {
  const shown = () => document.querySelectorAll<HTMLImageElement>('.ProseMirror .picture img');

  it('is taken in from the clipboard, alone in its paragraph', async () => {
    const { calls, editor, stored } = await write('before after');
    select(editor, 'after', false);
    give(editor.view.dom, 'paste', [file('a.png')]);
    await waitFor(() => expect(stored()).toMatch(/^before\n\n!\[\]\(picture:(picture-\d+)\)\n\nafter$/), { timeout: 3000 });
    expect(calls('add_picture')[0]?.args[0]).toBeInstanceOf(Uint8Array);
    expect(shown()).toHaveLength(1);
    await waitFor(() => expect(shown()[0]?.src).toMatch(/^blob:/));
    // Its place was kept before it came.
    expect([shown()[0]?.width, shown()[0]?.height]).toEqual([480, 360]);
    editor.commands.undo();
    await waitFor(() => expect(urls.size).toBe(0));
    expect(editor.state.doc.textContent).toBe('before after');
  });

  it('comes with dropped files in their order, and says which could not be taken', async () => {
    const { calls, editor, ipc, stored } = await write('', {}, { title: 'Title' });
    give(editor.view.dom, 'drop', [file('huge.png', 20_000_001), file('one.png'), file('two.png')]);
    await waitFor(() => expect(stored()).toBe('![](picture:picture-1)\n\n![](picture:picture-2)\n\n'), { timeout: 3000 });
    screen.getByText(/^huge\.png: This picture is too large/);
    expect(calls('add_picture')).toHaveLength(2);
    ipc.state.failing.set('add_picture', { code: 'not_a_picture' });
    give(editor.view.dom, 'drop', [file('notes.txt', 3, 'text/plain')]);
    await screen.findByText(/^notes\.txt: This file could not be read as a picture/);
    expect(stored()).toContain('picture-2');
    expect(document.querySelector('.waiting')).toBeNull();
    await expectAccessible();
  });

  it('holds its place while one goes on writing', async () => {
    let go = () => {};
    const hanging = new Map([['add_picture', new Promise<void>((done) => (go = done))]]);
    const { editor, stored } = await write('one\n\ntwo', { hanging });
    select(editor, 'two', false);
    give(editor.view.dom, 'paste', [file('a.png')]);
    await screen.findByText('Taking the picture in…');
    select(editor, 'one', false);
    type(editor, 'new ');
    go();
    await waitFor(() => expect(stored()).toBe('new one\n\n![](picture:picture-1)\n\ntwo'), { timeout: 3000 });
  });

  it('is not lost when one leaves before it came', async () => {
    let go = () => {};
    const hanging = new Map([['add_picture', new Promise<void>((done) => (go = done))]]);
    const { editor, ipc, user } = await write('one', { hanging });
    give(editor.view.dom, 'paste', [file('a.png')]);
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    go();
    await waitFor(() => expect(ipc.state.entries.get('mine')?.body).toContain('(picture:picture-1)'), { timeout: 3000 });
  });

  it('is chosen with the desktop’s dialog', async () => {
    const chosen = [{ name: 'a.jpg', bytes: new Uint8Array([1]) }, { name: 'b.txt', code: 'not_a_picture' }];
    const { stored, user } = await write('', { chosen });
    await user.click(button('Picture'));
    await waitFor(() => expect(stored()).toContain('![](picture:picture-1)'), { timeout: 3000 });
    screen.getByText(/^b\.txt: /);
  });

  it('is looked at, described and removed, also by keyboard', async () => {
    const { calls, editor, stored, user } = await write('a\n\n![old *words*](picture:p1)\n\nb', { pictures: new Map([['p1', new Uint8Array([1])]]) });
    await waitFor(() => expect(shown()[0]?.src).toMatch(/^blob:/));
    expect(calls('picture').map(({ args }) => args)).toEqual([['p1', true]]);
    let pos = 0;
    editor.state.doc.descendants((node, at) => void (node.type.name === 'picture' && (pos = at)));
    editor.commands.setNodeSelection(pos);
    press(editor, 'Enter');
    const dialog = await screen.findByRole('dialog', { name: 'Picture' });
    await waitFor(() => expect(calls('picture').at(-1)?.args).toEqual(['p1', false]));
    const words = within(dialog).getByLabelText('Describe this picture');
    expect((words as HTMLInputElement).value).toBe('old words');
    await expectAccessible();
    await user.clear(words);
    await user.type(words, 'the river [[bend]{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(stored()).toBe('a\n\n![the river \\[bend\\]](picture:p1)\n\nb'), { timeout: 3000 });
    expect(shown()[0]?.alt).toBe('the river [bend]');
    await user.click(shown()[0] as HTMLElement);
    await user.click(await screen.findByRole('button', { name: 'Remove the picture' }));
    await waitFor(() => expect(stored()).not.toContain('picture:'), { timeout: 3000 });
    await waitFor(() => expect(urls.size).toBe(0));
  });

  it('gives the focus back when it was looked at', async () => {
    const { editor, user } = await write('![](picture:p1)', { pictures: new Map([['p1', new Uint8Array([1])]]) });
    editor.view.focus();
    editor.commands.setNodeSelection(1);
    press(editor, 'Enter');
    await user.click(await screen.findByLabelText('Describe this picture'));
    // A frame later the editor would take it by itself.
    vi.stubGlobal('requestAnimationFrame', () => 0);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(editor.view.dom);
  });

  it('says when it is gone, and an address from elsewhere is never asked for', async () => {
    const { calls } = await write('![x](picture:gone)\n\n![y](https://example.org/y.png)');
    await screen.findByText('This picture is not in the journal any more.');
    screen.getByText('![y](https://example.org/y.png)');
    expect(calls('picture')).toHaveLength(1);
    expect(document.querySelector('.ProseMirror img[src]')).toBeNull();
  });

  it('is left out where words were copied along with it', async () => {
    const { calls, editor, stored } = await write('');
    give(editor.view.dom, 'paste', [file('a.png')], { 'text/html': '<p>words <img src="file:///x.png"></p>', 'text/plain': 'words' });
    await waitFor(() => expect(stored()).toBe('words'), { timeout: 3000 });
    expect(calls('add_picture')).toHaveLength(0);
  });
});

describe('while one writes', () => {
  it('the words are counted, a moment later', async () => {
    const { editor } = await write('It’s five words — 漢字 too.\n\n- [ ] done');
    await screen.findByText('6 words');
    select(editor, 'five');
    type(editor, 'a few');
    await screen.findByText('7 words', {}, { timeout: 3000 });
  });

  it('nothing is put together at a key', async () => {
    const { editor, calls } = await write('words');
    select(editor, 'words', false);
    type(editor, 'a hundred keys, one after the other, without a pause');
    expect(calls('write_draft')).toHaveLength(0);
  });

  it('only the text can be left, and Escape brings everything back', async () => {
    const { user } = await write('words');
    await user.click(button('Only the text'));
    expect(document.documentElement.dataset.focus).toBe('');
    await expectAccessible();
    await user.keyboard('{Escape}');
    expect(document.documentElement.dataset.focus).toBeUndefined();
    expect(location.hash).toBe('#/entry/mine');
    await user.keyboard('{Control>}{Shift>}F{/Shift}{/Control}');
    expect(document.documentElement.dataset.focus).toBe('');
    await user.click(button('Show everything again'));
    expect(document.documentElement.dataset.focus).toBeUndefined();
    await user.keyboard('{Control>}{Shift>}F{/Shift}{/Control}');
    press(await tiptap(), 'Escape');
    await waitFor(() => expect(document.documentElement.dataset.focus).toBeUndefined());
    await user.keyboard('{Control>}{Shift>}F{/Shift}{/Control}');
    await user.keyboard('{Control>}n{/Control}');
    await waitFor(() => expect(document.documentElement.dataset.focus).toBeUndefined());
  });

  it('a time ends with a sentence, from page to page, and never with a stop', async () => {
    const { ipc, user } = await write('words');
    await user.click(button('Write for a while'));
    await expectAccessible();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    button('15 minutes').click();
    button(/Write for a while/).parentElement?.parentElement?.dispatchEvent(new Event('pointerleave'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(button(/Write for a while/).textContent).toContain('14 minutes');
    ipc.state.calls.length = 0;
    location.hash = '#/today';
    await vi.advanceTimersByTimeAsync(13.5 * 60_000);
    expect(document.body.textContent).not.toContain('fifteen minutes');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(document.body.textContent).toContain('That’s fifteen minutes. Stop here, or go on as long as you like.');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Entry' }).getAttribute('contenteditable')).toBe('true');
    button('Close this note').click();
    await vi.advanceTimersByTimeAsync(10);
    expect(document.body.textContent).not.toContain('fifteen minutes');
  });

  it('misspelt words are marked for whoever wants that', async () => {
    const { ipc, user } = await write('wrods');
    expect((await box()).getAttribute('spellcheck')).toBe('false');
    await user.click(screen.getByRole('link', { name: 'Settings' }));
    await user.click(await screen.findByLabelText(/^Mark misspelt words/));
    await waitFor(() => expect(ipc.state.preferences.spell_check).toBe(true));
    location.hash = '#/entry/mine';
    await waitFor(async () => expect((await box()).getAttribute('spellcheck')).toBe('true'));
    expect((await box()).textContent).toBe('wrods');
  });

  it('each block goes the way of its words', async () => {
    const { editor } = await write('words\n\n- פריט\n\n> مرحبا\n\n- item');
    const ways = () => [...document.querySelectorAll('.ProseMirror > *')].map((block) => block.getAttribute('dir'));
    expect(ways()).toEqual(['auto', 'rtl', 'rtl', null]);
    select(editor, 'item', false);
    type(editor, 'שלום ');
    expect(ways()).toEqual(['auto', 'rtl', 'rtl', 'rtl']);
  });

  it('undo goes on over a save', async () => {
    const { editor, stored } = await write('one');
    select(editor, 'one', false);
    type(editor, 'new ');
    await waitFor(() => expect(stored()).toBe('new one'), { timeout: 3000 });
    editor.commands.undo();
    editor.commands.redo();
    await waitFor(() => expect(stored()).toBe('new one'), { timeout: 3000 });
    editor.commands.undo();
    await waitFor(() => expect(stored()).toBe('one'), { timeout: 3000 });
  });
});
