/** Takes the focus to the heading of a page that was turned to, and the page to its top. */
export function arrive(heading: HTMLElement): void {
  heading.focus({ preventScroll: true });
  heading.closest('main')?.scrollTo({ top: 0 });
}
