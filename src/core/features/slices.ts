/** Both Node's and the browser's fit; the core's own library has no clock. */
declare const setTimeout: (run: () => void, milliseconds: number) => unknown;

/** How long work goes on before others get a turn, in milliseconds: less than a frame of an editor. */
const SLICE = 8;

/** Lets long work give way. */
export interface Slices {
  /**
   * Resolves at once while the slice lasts, else when whoever else waited has had a turn. Of several that wait for the
   * next slice only those go on that find some of it left, so that no more than one piece of work outlasts it.
   */
  rest(): Promise<void>;
}

/** The first slice begins with the next turn: whoever starts long work has often used up this one. */
export function createSlices(): Slices {
  let began = 0;
  let turn: Promise<void> | undefined;
  const nextTurn = (): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(() => {
        began = Date.now();
        turn = undefined;
        resolve();
      }, 0);
    });
  return {
    async rest() {
      while (Date.now() - began >= SLICE) {
        turn ??= nextTurn();
        await turn;
      }
    },
  };
}
