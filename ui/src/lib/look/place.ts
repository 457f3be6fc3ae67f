/** Between a panel and what it hangs from, and between it and the border of the page, in pixels. */
const GAP = 6;
/** A panel with less room than this makes the page longer instead. */
const LEAST = 160;

type Box = Pick<DOMRectReadOnly, 'top' | 'bottom' | 'left' | 'right'>;

interface Panel {
  left: number;
  right: number;
  height: number;
  /** Whether it opened upwards: then it stays so, whatever becomes of its height. */
  above: boolean;
}

/** Where a panel goes that hangs from `hook`: below it, unless there is more room above; how high it may be; how far it moves aside. */
export function fit(hook: Box, panel: Panel, room: Box): { above: boolean; height: number; aside: number } {
  const under = room.bottom - hook.bottom - 2 * GAP;
  const over = hook.top - room.top - 2 * GAP;
  const above = panel.above || (panel.height > under && over > under);
  const back = Math.min(0, room.right - GAP - panel.right);
  return { above, height: Math.max(LEAST, above ? over : under), aside: back || Math.max(0, room.left + GAP - panel.left) };
}

/** Keeps an open panel inside the page or dialog that its parent stands in, also when it grows. */
export function place(panel: HTMLElement): () => void {
  const hook = panel.parentElement ?? panel;
  const page = panel.closest('main, dialog') ?? document.documentElement;
  let [above, aside] = [false, 0];

  function look() {
    const { left, right } = panel.getBoundingClientRect();
    const height = panel.scrollHeight + panel.offsetHeight - panel.clientHeight;
    const found = fit(hook.getBoundingClientRect(), { left: left - aside, right: right - aside, height, above }, page.getBoundingClientRect());
    ({ above, aside } = found);
    panel.style.top = above ? 'auto' : '';
    panel.style.bottom = above ? `calc(100% + ${GAP}px)` : '';
    panel.style.maxHeight = `min(60vh, ${found.height}px)`;
    panel.style.translate = `${aside}px`;
  }

  look();
  const observer = new ResizeObserver(look);
  observer.observe(panel);
  observer.observe(page);
  return () => observer.disconnect();
}
