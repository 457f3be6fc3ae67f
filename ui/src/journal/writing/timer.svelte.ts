/** A time for writing: it ends with a sentence, never with a stop. */

export const TIMES = [10, 15, 20] as const;
export type Minutes = (typeof TIMES)[number];

const MINUTE = 60_000;

export class Timer {
  /** The time that is running, in minutes. */
  running = $state<Minutes | null>(null);
  /** The time that has just ended, until somebody puts the note away. */
  over = $state<Minutes | null>(null);
  /** Whether a bell says so too. */
  bell = $state(false);

  #end = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #audio: AudioContext | null = null;

  start(minutes: Minutes): void {
    this.stop();
    this.running = minutes;
    this.#end = Date.now() + minutes * MINUTE;
    this.#timer = setTimeout(() => this.#finish(minutes), minutes * MINUTE);
    // A page may only sound after somebody pressed something in it, which is now.
    if (this.bell && typeof AudioContext !== 'undefined') this.#audio = new AudioContext();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.running = null;
    this.over = null;
    this.#silence();
  }

  /** Milliseconds that are left. */
  left(): number {
    return this.running === null ? 0 : Math.max(0, this.#end - Date.now());
  }

  #finish(minutes: Minutes): void {
    this.running = null;
    this.over = minutes;
    if (this.#audio) ring(this.#audio, () => this.#silence());
  }

  #silence(): void {
    void this.#audio?.close();
    this.#audio = null;
  }
}

/** Two partials of a small bell, softly, for three seconds. */
function ring(audio: AudioContext, done: () => void): void {
  const now = audio.currentTime;
  [
    [528, 0.06],
    [1320, 0.02],
  ].forEach(([frequency = 0, loudness = 0]) => {
    const partial = audio.createOscillator();
    const gain = audio.createGain();
    partial.frequency.value = frequency;
    gain.gain.setValueAtTime(0, now);
    gain.gain.linearRampToValueAtTime(loudness, now + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, now + 3);
    partial.connect(gain).connect(audio.destination);
    partial.start(now);
    partial.stop(now + 3);
    if (frequency === 528) partial.onended = done;
  });
}
