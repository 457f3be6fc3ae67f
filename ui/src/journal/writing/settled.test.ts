import { describe, expect, it } from 'vitest';
import { fakeIpc } from '$lib/ipc.fake';
import { Desk } from './desk.svelte';
import { settled } from './settled';

describe('a list of entries', () => {
  it('waits for what was typed just before', async () => {
    const ipc = fakeIpc();
    const desk = new Desk(ipc);
    const sheet = desk.take(await ipc.new_entry());
    sheet.write(() => 'Typed a moment ago');
    const months = await settled(ipc, desk).months();
    expect(months.map((month) => month.entries)).toEqual([1]);
    expect(ipc.state.calls.map(({ command }) => command)).toEqual(['new_entry', 'write_draft', 'keep_draft', 'months']);
  });

  it('is given all the same when that cannot be stored', async () => {
    const ipc = fakeIpc();
    const desk = new Desk(ipc);
    desk.take(await ipc.new_entry()).write(() => 'Not to be stored');
    ipc.state.failing.set('write_draft', { code: 'disk_full' });
    expect(await settled(ipc, desk).months()).toEqual([]);
  });
});
