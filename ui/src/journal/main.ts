import { mount } from 'svelte';
import { ipc } from '$ipc';
import '$lib/look/look';
import Journal from './Journal.svelte';

mount(Journal, { target: document.getElementById('app') as HTMLElement, props: { ipc } });
