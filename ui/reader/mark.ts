import { BOWL, INSIDE, SEAM, SEAM_INSIDE } from '$lib/look/mark';

const SVG = 'http://www.w3.org/2000/svg';

function drawing(name: string, attributes: Record<string, string>): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** The mended bowl, `size` pixels wide. */
export function mark(size: number): Element {
  const svg = drawing('svg', { class: 'mark', width: String(size), height: String(size), viewBox: '2 5 60 60', 'aria-hidden': 'true', focusable: 'false' });
  svg.append(
    drawing('path', { fill: 'currentColor', d: BOWL }),
    drawing('path', { class: 'inside', d: INSIDE }),
    drawing('path', { class: 'seam', d: SEAM_INSIDE }),
    drawing('path', { class: 'seam', d: SEAM }),
  );
  return svg;
}
