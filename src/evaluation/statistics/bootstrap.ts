import type { Interval } from './intervals.ts';

/** What happened in the cases of one shot, for two models or two prompts. Cases of one shot are not independent. */
export interface ShotPair {
  readonly cases: number;
  readonly firstPassed: number;
  readonly secondPassed: number;
}

export interface BootstrapResult extends Interval {
  /** The second rate minus the first. */
  readonly difference: number;
}

const RESAMPLES = 10_000;
const SEED = 20_240_607;

/** The 95 % interval of the difference of two rates, by resampling shots. The same data give the same interval. */
export function bootstrapDifference(shots: readonly ShotPair[]): BootstrapResult {
  const difference = getDifference(shots, (index) => index);
  if (shots.length === 0) return { difference: 0, low: 0, high: 0 };
  const random = createRandom(SEED);
  const samples = new Float64Array(RESAMPLES);
  for (let sample = 0; sample < RESAMPLES; sample++) {
    samples[sample] = getDifference(shots, () => Math.floor(random() * shots.length));
  }
  samples.sort();
  return { difference, low: getQuantile(samples, 0.025), high: getQuantile(samples, 0.975) };
}

function getDifference(shots: readonly ShotPair[], choose: (index: number) => number): number {
  let cases = 0;
  let gained = 0;
  for (let index = 0; index < shots.length; index++) {
    const shot = shots[choose(index)];
    if (shot === undefined) continue;
    cases += shot.cases;
    gained += shot.secondPassed - shot.firstPassed;
  }
  return cases === 0 ? 0 : gained / cases;
}

/** Interpolates between the two nearest samples. */
function getQuantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const [low = 0, high = 0] = [sorted[below], sorted[Math.ceil(position)]];
  return low + (high - low) * (position - below);
}

/** Mulberry32: small, fast, and good enough to choose shots. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
