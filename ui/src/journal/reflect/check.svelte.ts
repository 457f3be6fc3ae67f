import { getContext, setContext } from 'svelte';

/** Whether the private check was made. Of its answers nothing is kept, not even here. */
export class PrivateCheck {
  /** Once until the window closes. */
  done = $state(false);
}

const KEY = Symbol('private check');

export function provideCheck(): PrivateCheck {
  return setContext(KEY, new PrivateCheck());
}

export function usePrivateCheck(): PrivateCheck {
  return getContext<PrivateCheck>(KEY);
}
