import type { Counts } from '../../test/editor/support/results.ts';
import { seconds } from '../setup/progress.mjs';
import type { Print } from '../vscode/processes.ts';
import { addCounts, NO_TESTS } from './counts.ts';

export interface Stage {
  readonly name: string;
  /** Names of earlier stages that must pass before this one runs. */
  readonly needs?: readonly string[];
  /** Names of earlier stages that must be over, whatever came of them, since they write the same files. */
  readonly after?: readonly string[];
  /** Why this machine cannot run it, if so: it is reported as left out, which is not a failure. */
  readonly leftOut?: string | undefined;
  /** Resolves with the tests it ran, if it ran any; throws if it fails otherwise. */
  readonly run: (print: Print) => Promise<Counts | undefined>;
}

interface Outcome {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'not run' | 'left out';
  readonly time: string;
  readonly reason?: string;
  readonly counts: Counts;
}

/**
 * Runs stages side by side, as many as there are cores, and starts them in their order. A stage that fails does not stop
 * those that do not need it. A stage that fails without a failed test, or cannot run, counts as one failure.
 */
export async function runStages(stages: readonly Stage[], cores = 1): Promise<Counts> {
  const outcomes = new Map<Stage, Outcome>();
  const running = new Map<Stage, Promise<void>>();
  const waiting = [...stages];
  const outputs = createOutputs();
  for (;;) {
    const ready = findReady(waiting, [...running.keys()], cores);
    if (ready === undefined && running.size === 0) break;
    if (ready === undefined) {
      await Promise.race(running.values());
      continue;
    }
    waiting.splice(waiting.indexOf(ready), 1);
    const output = outputs.open(`\n[${stages.indexOf(ready) + 1}/${stages.length}] ${ready.name}\n`);
    running.set(
      ready,
      runStage(ready, [...outcomes.values()], output.print).then((outcome) => {
        outcomes.set(ready, outcome);
        running.delete(ready);
        output.close();
      }),
    );
  }
  const inOrder = stages.flatMap((stage) => outcomes.get(stage) ?? []);
  printOutcomes(inOrder);
  const counts = inOrder.map((outcome) => outcome.counts).reduce(addCounts, NO_TESTS);
  if (counts.failures) console.log(`\nFailed tests\n${counts.failures.join('\n')}`);
  return counts;
}

/** The first stage that waits for no other, if a core is free. */
function findReady(waiting: readonly Stage[], running: readonly Stage[], cores: number): Stage | undefined {
  if (running.length >= cores) return undefined;
  const unfinished = new Set([...waiting, ...running].map(({ name }) => name));
  return waiting.find(({ needs = [], after = [] }) => ![...needs, ...after].some((name) => unfinished.has(name)));
}

/** The output of stages side by side: that of one is shown as it comes, that of the others when they are over. */
function createOutputs() {
  const held: { text: string; closed: boolean }[] = [];
  const flush = (): void => {
    for (let first = held[0]; first !== undefined; first = held[0]) {
      if (first.text !== '') process.stdout.write(first.text);
      first.text = '';
      if (!first.closed) return;
      held.shift();
    }
  };
  return {
    open(title: string) {
      const own = { text: title, closed: false };
      held.push(own);
      flush();
      return {
        print(text: string): void {
          own.text += text;
          flush();
        },
        close(): void {
          own.closed = true;
          flush();
        },
      };
    },
  };
}

async function runStage(stage: Stage, earlier: readonly Outcome[], print: Print): Promise<Outcome> {
  const { name } = stage;
  if (stage.leftOut !== undefined) {
    print(`      left out: ${stage.leftOut}\n`);
    return { name, state: 'left out', time: '', reason: stage.leftOut, counts: NO_TESTS };
  }
  const missing = (stage.needs ?? []).filter((need) =>
    earlier.some((outcome) => outcome.name === need && outcome.state !== 'passed'),
  );
  if (missing.length > 0) {
    print(`      not run, since it needs: ${missing.join(', ')}\n`);
    return { name, state: 'not run', time: '', counts: { ...NO_TESTS, failed: 1 } };
  }
  const started = Date.now();
  const counts = await stage.run(print).then(
    (ran) => ran ?? NO_TESTS,
    (error: unknown) => {
      print(`${error instanceof Error ? error.message : error}\n`);
      return { ...NO_TESTS, failed: 1 };
    },
  );
  const state = counts.failed > 0 ? 'failed' : 'passed';
  print(`      ${state} in ${seconds(started)}\n`);
  return { name, state, time: seconds(started), counts };
}

function printOutcomes(outcomes: readonly Outcome[]): void {
  console.log('\nStages');
  for (const { name, state, time, reason } of outcomes) {
    const why = reason === undefined ? '' : ` — not tested here: ${reason}`;
    console.log(`  ${state.padEnd(8)} ${time.padStart(8)}  ${name}${why}`);
  }
}
