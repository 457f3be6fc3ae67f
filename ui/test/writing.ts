/** An entry, open in the page, for the tests of writing. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { expect } from 'vitest';
import { days } from '$lib/ipc.fake.data';
import { entryOf, fakeIpc, type FakeState } from '$lib/ipc.fake';
import Journal from '../src/journal/Journal.svelte';

export function show(state: Partial<FakeState> = {}, hash = '') {
  location.hash = hash;
  const ipc = fakeIpc({ entries: days(8), ...state });
  const page = render(Journal, { ipc });
  const calls = (command: string) => ipc.state.calls.filter((call) => call.command === command);
  return { ipc, calls, page, user: userEvent.setup() };
}

export const box = () => screen.findByRole('textbox', { name: 'Entry' });
export const tiptap = async () => ((await box()) as unknown as { editor: Editor }).editor;
export const button = (name: string | RegExp) => screen.getByRole('button', { name });

/** An entry of its own, open. */
export async function write(body: string, state: Partial<FakeState> = {}, more: object = {}) {
  const entries = new Map([['mine', entryOf({ id: 'mine', parents: ['r0'], written_at: '2026-11-20T08:40:12+01:00', body, ...more })]]);
  const shown = show({ entries, ...state }, '#/entry/mine');
  const editor = await tiptap();
  const stored = () => shown.ipc.state.drafts.get('mine')?.body ?? shown.ipc.state.entries.get('mine')?.body;
  return { ...shown, editor, stored };
}

/** Puts the cursor before (or the selection around) these words. */
export function select(editor: Editor, words: string, whole = true) {
  let from = -1;
  editor.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1;
    if (from < 0 && at >= 0) from = pos + at;
  });
  expect(from).toBeGreaterThan(0);
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, whole ? from + words.length : from)));
}

/** Types as ProseMirror hears it; jsdom has no editing of its own. */
export function type(editor: Editor, text: string) {
  for (const sign of text) {
    const { from, to } = editor.state.selection;
    const insert = () => editor.state.tr.insertText(sign, from, to);
    if (!editor.view.someProp('handleTextInput', (handle) => handle(editor.view, from, to, sign, insert))) editor.view.dispatch(insert());
  }
}

export function press(editor: Editor, key: string, some: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...some });
  editor.view.dom.dispatchEvent(event);
  return event;
}

export const file = (name: string, size = 3, type = 'image/png') => {
  const made = new File([new Uint8Array([0x89, 1, 2])], name, { type });
  Object.defineProperty(made, 'size', { value: size });
  Object.defineProperty(made, 'arrayBuffer', { value: async () => new Uint8Array([0x89, 1, 2]).buffer });
  return made;
};

export function give(target: HTMLElement, kind: 'paste' | 'drop', files: File[], data: Record<string, string> = {}) {
  const event = new Event(kind, { bubbles: true, cancelable: true });
  const transfer = { getData: (type: string) => data[type] ?? '', types: ['Files', ...Object.keys(data)], files, items: [] };
  Object.assign(event, { clipboardData: transfer, dataTransfer: transfer, clientX: 1, clientY: 1 });
  target.dispatchEvent(event);
  return event;
}
