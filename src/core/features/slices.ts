/** Both Node's and the browser's fit; the core's own library has no clock. */
declare const setTimeout: (run: () => void, milliseconds: number) => unknown;

/** How long work goes on before others get a turn, in milliseconds: less than a frame of an editor. */
const SLICE = 12;

/** Lets long work give way. */
export interface Slices {
  /** Resolves at once while the slice lasts, else when whoever else waited has had a turn. */
  rest(): Promise<void>;
}

export function createSlices(): Slices {
  let began = Date.now();
  return {
    async rest() {
      if (Date.now() - began < SLICE) return;
      await new Promise<void>((resolve) => void setTimeout(resolve, 0));
      began = Date.now();
    },
  };
}
