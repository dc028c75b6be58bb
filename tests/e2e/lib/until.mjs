// Waiting: nothing here waits for a time, all of it for what can be seen.

/** How long to wait for what must come, however busy the machine, in milliseconds. */
export let patience = 1000 * Number(process.env.E2E_TIMEOUT ?? 120);

/** Once something has failed, the run has failed, and what else fails is to be told soon. */
export function losePatience() {
  patience = Math.min(patience, 30_000);
}

/** What must come did not; `again` is for these. */
class TimeoutError extends Error {
  name = 'TimeoutError';
}

/** Asks until the answer is truthy, and returns it; `saw` tells what was there instead. */
export async function until(what, ask, { timeout = patience, saw = () => undefined } = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) {
      const instead = await saw();
      throw new TimeoutError(`${what}: not within ${timeout / 1000} seconds${instead === undefined ? '' : `; there was: ${instead}`}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * Does something until it shows. VS Code may drop a key or a click, or put something else under the mouse, and a person
 * would then do it once more. `action` does it and waits for its sign; it is given how long, which grows from try to
 * try, so that on a slow machine the next try does not break into the one before.
 */
export async function again(action) {
  const end = Date.now() + patience;
  for (let wait = 5000; ; wait *= 2) {
    try {
      return await action(Math.min(wait, patience));
    } catch (error) {
      if (error.name !== 'TimeoutError' || Date.now() > end) throw error;
    }
  }
}
