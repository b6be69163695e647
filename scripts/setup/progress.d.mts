/** An error whose message is all that its reader needs: it is printed without a stack. */
export class SetUpError extends Error {}

/** Prints what is being done, how far it is and how long it took. */
export function createProgress(total: number): {
  step<T>(title: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T>;
};

/** The time since `started` (milliseconds of Date.now()), as text. */
export function seconds(started: number): string;
