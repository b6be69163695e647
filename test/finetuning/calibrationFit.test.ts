import { describe, expect, it, vi } from 'vitest';
import { type Calibration, calibrations } from '../../src/finetuning/memory/calibration.ts';
import { getCardParts, totalRange } from '../../src/finetuning/memory/cards.ts';
import { type Measurement, measurements, toRequest } from './measurements.ts';

// The fit measures how much each constant adds to an estimate, so here the constants can be set.
vi.mock('../../src/finetuning/memory/calibration.ts', async (load) => {
  const original = await load<typeof import('../../src/finetuning/memory/calibration.ts')>();
  return { ...original, calibrations: structuredClone(original.calibrations) };
});

const CONSTANTS = ['runtime', 'share', 'checkpoint', 'recomputedLayer', 'keptLayer', 'logit'] as const;
type Constant = (typeof CONSTANTS)[number];
type Loop = keyof typeof calibrations;
const shipped = structuredClone(calibrations);

/** An estimate is `held` plus each constant times its weight. */
interface LinearEstimate {
  readonly measurement: Measurement;
  readonly held: number;
  readonly weights: Readonly<Record<Constant, number>>;
}

const all = measurements.map(toLinear);

function toLinear(measurement: Measurement): LinearEstimate {
  const { model, count, options } = toRequest(measurement);
  const constants: Record<Constant, number> = calibrations[measurement.trainingLoop];
  const weighed = CONSTANTS.map((constant) => {
    for (const other of CONSTANTS) constants[other] = other === constant ? 1e6 : 0;
    return [constant, getCardParts(model, count, options).working / 1e6] as const;
  });
  const { held } = getCardParts(model, count, options);
  Object.assign(constants, shipped[measurement.trainingLoop]);
  return { measurement, held, weights: Object.fromEntries(weighed) as Record<Constant, number> };
}

const total = ({ held, weights }: LinearEstimate, constants: Calibration): number =>
  CONSTANTS.reduce((sum, name) => sum + constants[name] * weights[name], held);

/** A kept input is at least one copy in bf16; nothing else takes a negative number of bytes. */
const LEAST: Partial<Record<Constant, number>> = { checkpoint: 1 };

/** Least squares of the relative errors, one constant after the other. */
function solve(loop: Loop, half: Measurement['half'], keptLayer: number): Calibration {
  const estimates = select(loop, half);
  const constants = { runtime: 1e9, share: 0, checkpoint: 1, recomputedLayer: 1, keptLayer, logit: 10 };
  // Only one run of `older` is without checkpointing, and it is in the other half.
  const free = CONSTANTS.filter((name) => name !== 'keptLayer' || loop === 'current');
  for (let round = 0; round < 3000; round += 1) {
    for (const name of free) {
      let [numerator, denominator] = [0, 0];
      for (const estimate of estimates) {
        const measured = estimate.measurement.measuredBytes;
        const slope = estimate.weights[name] / measured;
        numerator += slope * (1 - total(estimate, { ...constants, [name]: 0 }) / measured);
        denominator += slope * slope;
      }
      if (denominator > 0) constants[name] = Math.max(LEAST[name] ?? 0, numerator / denominator);
    }
  }
  return constants;
}

function select(loop: Loop, half: Measurement['half']): readonly LinearEstimate[] {
  return all.filter(({ measurement }) => measurement.trainingLoop === loop && measurement.half === half);
}

function countInside(estimates: readonly LinearEstimate[], constants: Calibration): number {
  return estimates.filter((estimate) => {
    const { low, high } = totalRange(estimate.held, total(estimate, constants) - estimate.held);
    const { measuredBytes } = estimate.measurement;
    return low <= measuredBytes && measuredBytes <= high;
  }).length;
}

/** The constants of both loops, fitted on one half. */
function fitBoth(half: Measurement['half']): Readonly<Record<Loop, Calibration>> {
  const current = solve('current', half, 1);
  return { current, older: solve('older', half, current.keptLayer) };
}

function getShareInside(constants: Readonly<Record<Loop, Calibration>>, half: Measurement['half']): number {
  const inside =
    countInside(select('current', half), constants.current) + countInside(select('older', half), constants.older);
  return inside / all.filter(({ measurement }) => measurement.half === half).length;
}

describe('the constants of the memory estimate', () => {
  const fitted = fitBoth('fit');
  it.each(['current', 'older'] as const)('of %s are what the fit half gives', (loop) => {
    for (const name of CONSTANTS) {
      const allowed = Math.max(0.004 * fitted[loop][name], 1e-6);
      expect(Math.abs(shipped[loop][name] - fitted[loop][name]), `${name}: ${fitted[loop][name]}`).toBeLessThanOrEqual(
        allowed,
      );
    }
  });
  it('fitted on one half, hold for at least 80 % of the other half', () => {
    expect(getShareInside(fitted, 'check')).toBeGreaterThanOrEqual(0.8);
  });
  it('fitted on the other half, hold for at least 80 % of the first', () => {
    expect(getShareInside(fitBoth('check'), 'fit')).toBeGreaterThanOrEqual(0.8);
  });
});
