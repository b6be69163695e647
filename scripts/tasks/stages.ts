import type { Counts } from '../../test/editor/support/results.ts';
import { seconds } from '../setup/progress.mjs';
import { addCounts, NO_TESTS } from './counts.ts';

export interface Stage {
  readonly name: string;
  /** Names of earlier stages that must pass before this one runs. */
  readonly needs?: readonly string[];
  /** Why this machine cannot run it, if so: it is reported as left out, which is not a failure. */
  readonly leftOut?: string | undefined;
  /** Resolves with the tests it ran, if it ran any; throws if it fails otherwise. */
  readonly run: () => Promise<Counts | undefined>;
}

interface Outcome {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'not run' | 'left out';
  readonly time: string;
  readonly reason?: string;
  readonly counts: Counts;
}

/**
 * Runs stages one after another. A stage that fails does not stop those that do not need it.
 * A stage that fails without a failed test, or cannot run, counts as one failure.
 */
export async function runStages(stages: readonly Stage[]): Promise<Counts> {
  const outcomes: Outcome[] = [];
  for (const [index, stage] of stages.entries()) {
    console.log(`\n[${index + 1}/${stages.length}] ${stage.name}`);
    const missing = (stage.needs ?? []).filter((need) =>
      outcomes.some(({ name, state }) => name === need && state !== 'passed'),
    );
    outcomes.push(leftOut(stage) ?? (missing.length > 0 ? notRun(stage, missing) : await runStage(stage)));
  }
  console.log('\nStages');
  for (const { name, state, time, reason } of outcomes) {
    const why = reason === undefined ? '' : ` — not tested here: ${reason}`;
    console.log(`  ${state.padEnd(8)} ${time.padStart(8)}  ${name}${why}`);
  }
  const counts = outcomes.map((outcome) => outcome.counts).reduce(addCounts, NO_TESTS);
  if (counts.failures) console.log(`\nFailed tests\n${counts.failures.join('\n')}`);
  return counts;
}

async function runStage({ name, run }: Stage): Promise<Outcome> {
  const started = Date.now();
  const counts = await run().then(
    (ran) => ran ?? NO_TESTS,
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return { ...NO_TESTS, failed: 1 };
    },
  );
  const state = counts.failed > 0 ? 'failed' : 'passed';
  console.log(`      ${state} in ${seconds(started)}`);
  return { name, state, time: seconds(started), counts };
}

function notRun({ name }: Stage, missing: readonly string[]): Outcome {
  console.log(`      not run, since it needs: ${missing.join(', ')}`);
  return { name, state: 'not run', time: '', counts: { ...NO_TESTS, failed: 1 } };
}

function leftOut({ name, leftOut: reason }: Stage): Outcome | undefined {
  if (reason === undefined) return undefined;
  console.log(`      left out: ${reason}`);
  return { name, state: 'left out', time: '', reason, counts: NO_TESTS };
}
