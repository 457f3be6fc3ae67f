import { describe, expect, it } from 'vitest';
import { fit } from './place';

const ROOM = { top: 0, bottom: 640, left: 176, right: 900 };
/** A button as high as ours, at this place. */
const button = (top: number, left = 300) => ({ top, bottom: top + 38, left, right: left + 100 });
const panel = (height: number, left = 300, above = false) => ({ left, right: left + 208, height, above });

describe('a panel in a small window', () => {
  it('opens below while it fits there, or while there is less room above', () => {
    expect(fit(button(200), panel(300), ROOM)).toEqual({ above: false, height: 390, aside: 0 });
    expect(fit(button(200), panel(900), ROOM)).toEqual({ above: false, height: 390, aside: 0 });
  });

  it('opens above at the end of the window, no higher than the room there', () => {
    expect(fit(button(560), panel(300), ROOM)).toEqual({ above: true, height: 548, aside: 0 });
  });

  it('stays above when it becomes less', () => {
    expect(fit(button(560), panel(20, 300, true), ROOM).above).toBe(true);
  });

  it('moves in from either side', () => {
    expect(fit(button(200), panel(300, 800), ROOM).aside).toBe(-114);
    expect(fit(button(200), panel(300, 100), ROOM).aside).toBe(82);
  });
});
