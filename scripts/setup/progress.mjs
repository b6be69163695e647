const stillWorkingEvery = 15_000;

/** An error whose message is all that its reader needs: it is printed without a stack. */
export class SetUpError extends Error {}

/**
 * Prints what is being done, how far it is and how long it took.
 * A long step prints every few seconds that it is still running.
 *
 * @param {number} total how many steps there will be
 */
export function createProgress(total) {
  let current = 0;

  /**
   * @template T
   * @param {string} title what is done, as one line
   * @param {(detail: (text: string) => void) => Promise<T>} work reports through `detail` what it is at
   * @returns {Promise<T>}
   */
  async function step(title, work) {
    current += 1;
    const label = `[${current}/${total}] ${title}`;
    const started = Date.now();
    let doing = '';
    const detail = (/** @type {string} */ text) => {
      doing = text;
      console.log(`      ${text}`);
    };
    console.log(label);
    const timer = setInterval(
      () => console.log(`      still working: ${doing || title} (${seconds(started)})`),
      stillWorkingEvery,
    );
    try {
      const result = await work(detail);
      console.log(`      done in ${seconds(started)}`);
      return result;
    } finally {
      clearInterval(timer);
    }
  }

  return { step };
}

/** The time since `started` (milliseconds of Date.now()), as text. */
export function seconds(/** @type {number} */ started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
