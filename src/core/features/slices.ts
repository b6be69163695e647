/** Both Node's and the browser's fit; the core's own library has no clock. */
declare const setTimeout: (run: () => void, milliseconds: number) => unknown;

/** How long work goes on before others get a turn, in milliseconds: less than a frame of an editor. */
const SLICE = 8;

/** Lets long work give way. */
export interface Slices {
  /** Resolves at once while the slice lasts, else when whoever else waited has had a turn. */
  rest(): Promise<void>;
}

/** The first slice begins with the next turn: whoever starts long work has often used up this one. */
export function createSlices(): Slices {
  let began = 0;
  return {
    async rest() {
      if (Date.now() - began < SLICE) return;
      await new Promise<void>((resolve) => void setTimeout(resolve, 0));
      began = Date.now();
    },
  };
}

/** Runs pieces of work that give way where they wait for `rest`. */
export type Lane = (work: (rest: () => Promise<void>) => Promise<void>) => Promise<void>;

/**
 * Pieces of work of which each has a slice for itself: what one does before its first rest, reading say, goes on beside
 * the others, but behind it only one is under way. Else all that wait would use up the same slice, each for itself.
 */
export function createLane({ rest }: Slices): Lane {
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
        await rest();
      });
    } finally {
      leave?.();
    }
  };
}
