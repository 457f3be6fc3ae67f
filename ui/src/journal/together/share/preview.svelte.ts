import type { SharePlan } from '$lib/bindings/SharePlan';
import type { SharePreview } from '$lib/bindings/SharePreview';
import type { Ipc } from '$lib/ipc';

/** Milliseconds without a change before it is asked for. */
const PAUSE = 300;

/** What would go, as the shell puts it together. The newest plan counts; what was there stays until its answer comes. */
export class Preview {
  /** What was seen last, and of which plan. */
  seen = $state.raw<{ plan: SharePlan; content: SharePreview } | null>(null);
  /** What went wrong with the newest plan. */
  error = $state.raw<unknown>(null);

  #ipc: Ipc;
  #turn = 0;

  constructor(ipc: Ipc) {
    this.#ipc = ipc;
  }

  /** Asks once nothing changes any more, and at once for the first. The returned function calls it off. */
  follow(plan: SharePlan): () => void {
    const turn = (this.#turn += 1);
    const timer = setTimeout(() => void this.#ask(plan, turn), this.seen || this.error ? PAUSE : 0);
    return () => clearTimeout(timer);
  }

  /** There is nothing to be seen. */
  clear(): void {
    this.#turn += 1;
    this.seen = null;
    this.error = null;
  }

  async #ask(plan: SharePlan, turn: number): Promise<void> {
    try {
      const content = await this.#ipc.preview_share(plan);
      if (turn !== this.#turn) return;
      this.seen = { plan, content };
      this.error = null;
    } catch (error) {
      if (turn !== this.#turn) return;
      // What was there is not what would go.
      this.seen = null;
      this.error = error;
    }
  }
}
