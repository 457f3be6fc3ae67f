import type { Preferences } from '$lib/bindings/Preferences';

/** Shows the page as the person wants it; "system" leaves the theme to the media query. */
export function dress(preferences: Pick<Preferences, 'theme' | 'text_size'>): void {
  const { dataset } = document.documentElement;
  if (preferences.theme === 'system') delete dataset.theme;
  else dataset.theme = preferences.theme;
  dataset.size = String(preferences.text_size);
}
