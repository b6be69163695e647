/** Both Node's and the browser's fit; the core's own library has no clock. */
declare const setTimeout: (run: () => void, milliseconds: number) => unknown;

/** How long work goes on before others get a turn, in milliseconds: less than a frame of an editor. */
const SLICE = 8;

/** Work on shorter texts, in UTF-16 units, is done at once: waiting for a turn would take longer. */
export const MIN_SLICED_LENGTH = 50_000;

/** Lets long work give way. */
export interface Slices {
  /** Resolves at once while the slice lasts, else when the others that waited have had a turn. */
  yieldIfDue(): Promise<void>;
}

/** The first slice begins with the next turn: long work has often used up the current one. */
export function createSlices(): Slices {
  let began = 0;
  return {
    async yieldIfDue() {
      if (Date.now() - began < SLICE) return;
      await new Promise<void>((resolve) => void setTimeout(resolve, 0));
      began = Date.now();
    },
  };
}

/** Runs pieces of work that yield to others at `yieldIfDue`. */
export type Queue = (work: (yieldIfDue: () => Promise<void>) => Promise<void>) => Promise<void>;

/**
 * Pieces of work of which each has a slice for itself: what one does before its first yield, such as reading, goes on beside
 * the others, but after it only one is running. Else all that wait would use up the same slice, each for itself.
 */
export function createQueue({ yieldIfDue }: Slices): Queue {
  let last: Promise<void> = Promise.resolve();
  return async (work) => {
    let leave: (() => void) | undefined;
    const enter = async (): Promise<void> => {
      const before = last;
      last = new Promise((resolve) => {
        leave = resolve;
      });
      await before;
    };
    try {
      await work(async () => {
        if (leave === undefined) await enter();
        await yieldIfDue();
      });
    } finally {
      leave?.();
    }
  };
}

/** Work in steps: at each `yield` others may get a turn. */
export type Steps<Result> = Generator<void, Result, void>;

/** Does all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Does steps in time slices; undefined if it is abandoned on the way. */
export async function finishInSlices<Result>(
  steps: Steps<Result>,
  yieldIfDue: () => Promise<void>,
  isAbandoned: () => boolean,
): Promise<Result | undefined> {
  for (;;) {
    await yieldIfDue();
    if (isAbandoned()) return undefined;
    const step = steps.next();
    if (step.done) return step.value;
  }
}
