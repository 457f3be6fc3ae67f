/** How long the words of a letter take to go, in milliseconds. The styles of Embers.svelte have the same; a test holds the two equal. */
export const LASTS = 4000;
