/** The seconds until another passphrase is taken, counted down where one can see it. */
export class Pause {
  left = $state(0);
  #timer: ReturnType<typeof setInterval> | undefined;

  begin(seconds: number): void {
    this.end();
    this.left = seconds;
    if (seconds <= 0) return;
    const until = Date.now() + seconds * 1000;
    this.#timer = setInterval(() => {
      this.left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      if (this.left === 0) this.end();
    }, 250);
  }

  end(): void {
    clearInterval(this.#timer);
    this.left = 0;
  }
}
