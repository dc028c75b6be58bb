/** Decides whether a server that ended by itself is started again. */

/** Four times in three minutes is a defect that starting again does not mend. */
export const mostCrashes = 4;
const window = 3 * 60 * 1000;

export class CrashLimit {
  private times: number[] = [];
  private readonly now: () => number;

  /** `now` gives milliseconds; tests set their own. */
  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  /** Counts a crash; returns whether to start the server again. */
  restartAfterCrash(): boolean {
    const now = this.now();
    this.times = [...this.times.filter((time) => now - time < window), now];
    return this.times.length < mostCrashes;
  }

  /** Forgets the crashes, as when a person restarts the server. */
  reset(): void {
    this.times = [];
  }
}

export const crashedTooOftenMessage =
  `The tfscope server stopped ${mostCrashes} times within ${window / 60_000} minutes and is not started again. ` +
  'The output says what happened; "tfscope: Restart Server" starts it anew.';
