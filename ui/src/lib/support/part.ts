/** The parts of the support page that an address can lead to: `#/support/safety`. */
export type Part = 'calm' | 'lines' | 'safety';

/** The part an address names; null for the page as a whole. */
export function part(name: string): Part | null {
  return name === 'calm' || name === 'lines' || name === 'safety' ? name : null;
}
