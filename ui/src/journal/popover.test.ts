import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { box, button, show } from '../../test/writing';

describe('a panel under a button', () => {
  it('takes the focus, and Escape gives it back and does nothing else', async () => {
    const { user } = show({}, '#/journal');
    await user.click(await screen.findByRole('button', { name: 'Kind' }));
    expect(screen.getByRole('dialog', { name: 'Kind' }).contains(document.activeElement)).toBe(true);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(button('Kind'));
    await user.click(button('Kind'));
    button('Kind').focus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(location.hash).toBe('#/journal');
  });

  it('closes at a click elsewhere, and when one goes on', async () => {
    const { user } = show({}, '#/journal');
    await user.click(await screen.findByRole('button', { name: 'Dates' }));
    await user.click(screen.getByRole('heading', { level: 1 }));
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(button('Dates'));
    screen.getByLabelText('To').focus();
    await user.tab();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('takes the focus also before it knows what it offers', async () => {
    const { ipc, user } = show({ entries: new Map() });
    await box();
    ipc.state.hanging.set('templates', new Promise(() => {}));
    await user.click(button('New from…'));
    expect(document.activeElement).toBe(screen.getByRole('dialog', { name: 'New from…' }));
  });
});
