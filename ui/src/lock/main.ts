import { mount } from 'svelte';
import { ipc } from '$ipc';
import '$lib/look/look';
import Lock from './Lock.svelte';

mount(Lock, { target: document.getElementById('app') as HTMLElement, props: { ipc } });
