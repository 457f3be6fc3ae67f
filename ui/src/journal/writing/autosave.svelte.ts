/**
 * Saves what is being typed. A change is on disk within two seconds, however long the person goes on typing; one save is in flight at a
 * time and the next takes the newest text; a failure keeps everything, says so, and is tried again until it works.
 */

/** What is saved, and how. Both are never called while one of them is under way. */
export interface Saving {
  /** Takes the text as it is at the moment of the call; durable when it resolves. */
  write(): Promise<void>;
  /** Makes the last write a revision. False when there was nothing to keep. */
  keep(): Promise<boolean>;
}

export type SavedState = 'blank' | 'saved' | 'saving' | 'unsaved' | 'failed';

/** Waits for a pause in typing … */
const PAUSE = 700;
/** … but not for longer than this since the first unsaved change … */
const LONGEST = 1500;
/** … and for less when saving takes long itself: by now it must be on disk, with a little to spare. */
const PROMISE = 1800;
/** A pause this long makes the draft a revision. */
const REST = 30_000;
/** How long after a failure it is tried again: each time twice as long, but nobody who has just freed a disk waits long. */
const RETRY_FIRST = 1000;
const RETRY_LONGEST = 10_000;

export class Autosave {
  state = $state<SavedState>('saved');
  /** When the last save came back (ms), null before the first. */
  savedAt = $state<number | null>(null);
  /** What the last failed save threw. */
  error = $state<unknown>(null);

  #saving: Saving;
  // Counts of changes: made, written, kept.
  #made = 0;
  #written = 0;
  #kept = 0;
  #unsavedSince: number | null = null;
  #failed = false;
  #patience = RETRY_FIRST;
  /** How long the last write took, in milliseconds; a slow one is expected until one was seen. */
  #took = 1000;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #held = false;

  constructor(saving: Saving, initial: 'blank' | 'saved') {
    this.#saving = saving;
    this.state = initial;
  }

  /** Whether every change is on disk and part of a revision. */
  get settled(): boolean {
    return this.#made === this.#kept && !this.#running;
  }

  /** Says that the text is another than a moment ago. */
  changed(): void {
    this.#made += 1;
    this.#unsavedSince ??= Date.now();
    if (this.#held) return;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.flush(), REST);
    if (this.state === 'failed') {
      // The next key is as good a moment to try again as any.
      if (!this.#running) void this.#write();
      return;
    }
    this.state = 'unsaved';
    this.#arm();
  }

  /** Tries a failed save at once. */
  retry(): void {
    void this.flush();
  }

  /** Saves nothing from now on, whoever asks: what it saves is about to be removed for good. Waits for what is under way. */
  async hold(): Promise<void> {
    this.#held = true;
    clearTimeout(this.#rest);
    while (this.#running) await this.#running;
    clearTimeout(this.#timer);
  }

  /** Goes on saving, with everything that changed meanwhile. */
  release(): void {
    this.#held = false;
    if (!this.settled) void this.flush();
  }

  /** Writes and keeps everything. False when that did not work; trying goes on by itself. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#rest);
    for (;;) {
      if (this.#running) await this.#running;
      else if (this.#held) return true;
      else if (this.#written < this.#made) await this.#write();
      else if (this.#kept < this.#written) await this.#keep();
      else return true;
      if (this.#failed && !this.#running) return false;
    }
  }

  #arm(): void {
    if (this.#running) return;
    clearTimeout(this.#timer);
    const longest = (this.#unsavedSince ?? Date.now()) + Math.min(LONGEST, PROMISE - this.#took) - Date.now();
    this.#timer = setTimeout(() => void this.#write(), Math.max(0, Math.min(PAUSE, longest)));
  }

  #write(): Promise<void> {
    const version = this.#made;
    const since = this.#unsavedSince;
    const begun = Date.now();
    this.#unsavedSince = null;
    return this.#run(
      async () => {
        await this.#saving.write();
        this.#written = version;
        this.savedAt = Date.now();
        this.#took = this.savedAt - begun;
        this.state = this.#made > version ? 'unsaved' : 'saved';
      },
      () => (this.#unsavedSince = since ?? this.#unsavedSince),
    );
  }

  #keep(): Promise<void> {
    const version = this.#written;
    return this.#run(async () => {
      const stored = await this.#saving.keep();
      this.#kept = version;
      if (this.#made > version) this.state = 'unsaved';
      else this.state = stored ? 'saved' : 'blank';
    });
  }

  #run(work: () => Promise<void>, undo?: () => void): Promise<void> {
    clearTimeout(this.#timer);
    // A failure stays in sight until it is over.
    if (this.state !== 'failed') this.state = 'saving';
    const running = (async () => {
      try {
        await work();
        this.#failed = false;
        this.#patience = RETRY_FIRST;
        this.error = null;
      } catch (error) {
        undo?.();
        this.#failed = true;
        this.error = error;
        this.state = 'failed';
      }
    })().then(() => {
      this.#running = null;
      if (this.#failed) {
        this.#timer = setTimeout(() => {
          // Only waiting makes it wait longer: each key tries, too, and a hundred of them are one full disk.
          this.#patience = Math.min(RETRY_LONGEST, this.#patience * 2);
          void this.flush();
        }, this.#patience);
      } else if (this.#written < this.#made && !this.#held) this.#arm();
    });
    this.#running = running;
    return running;
  }
}
