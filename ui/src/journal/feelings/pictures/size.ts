/** How many pixels a rem has: pictures are drawn in pixels, and their words grow with the text size of the settings. */
export function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
