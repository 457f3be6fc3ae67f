import { getContext, setContext } from 'svelte';
import type { Ipc } from './ipc';

const KEY = Symbol('ipc');

/** Hands the shell to every component below. */
export function provideIpc(ipc: Ipc): void {
  setContext(KEY, ipc);
}

/** The shell, as the page was given it. */
export function useIpc(): Ipc {
  return getContext<Ipc>(KEY);
}
