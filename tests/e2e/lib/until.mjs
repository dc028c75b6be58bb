// Waiting for what no selector can see.

/** Asks until the answer is truthy, and returns it. */
export async function until(what, ask, seconds = Number(process.env.E2E_TIMEOUT ?? 90)) {
  const end = Date.now() + 1000 * seconds;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
