import fc from 'fast-check';

/** Runs of a property: `FC_RUNS` in the nightly mode, a thousand otherwise. */
export const runs = Number(process.env.FC_RUNS ?? 1000);

/** True if the nightly mode runs the tests. */
export const isNightly = process.env.FC_RUNS !== undefined;

/** `npm test` tries the same documents every time; the nightly mode tries others and says by which seed. */
const seed = Number(process.env.FC_SEED ?? 1);

fc.configureGlobal(isNightly ? { seed, numRuns: runs } : { seed });
