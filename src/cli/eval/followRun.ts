import { defineMessages, type Message } from '../../core/index.ts';
import { describePlan, describeWait, type EvaluationOutcome, type RunEvent } from '../../evaluation/index.ts';
import { printMessage } from '../generation/connect.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { renderUsageError } from '../usageMessage.ts';

const say = defineMessages({
  stopped: {
    en: 'Stopped. The replies so far are kept; run it again for the rest.',
    'zh-CN': '已停止。已收到的回复会保留，再次运行可继续。',
  },
});

/** What a run gave. */
export interface FollowedRun<Result> {
  readonly results: readonly Result[];
  readonly outcome: EvaluationOutcome;
}

/**
 * Gathers the results and says on standard error what happens: the destination always, progress on a terminal. Throws the
 * problem of a run that gave nothing.
 */
export async function followRun<Result>(
  events: AsyncIterable<RunEvent | { readonly kind: 'started' } | { readonly kind: 'result'; readonly result: Result }>,
  total: number,
  nameOf: (result: Result) => string,
  io: CliIo,
): Promise<FollowedRun<Result>> {
  const results: Result[] = [];
  let outcome: EvaluationOutcome = 'cancelled';
  let ending: UsageError | undefined;
  const line = (message: Message): void => {
    if (io.isTerminal) io.status('');
    printMessage(io, message);
  };
  for await (const event of events) {
    if (event.kind === 'planned') {
      line(describePlan(event));
    } else if (event.kind === 'result') {
      results.push(event.result);
      if (io.isTerminal) io.status(`[${results.length}/${total}] ${nameOf(event.result)}`);
    } else if (event.kind === 'wait') line(describeWait(event));
    else if (event.kind === 'problem') ending = new UsageError(event.problem, event.code);
    else if (event.kind === 'done') outcome = event.outcome;
  }
  if (io.isTerminal) io.status('');
  if (ending !== undefined && results.length === 0) throw ending;
  if (ending !== undefined) io.stderr(renderUsageError(ending, io.language));
  if (outcome === 'stopped') line(say('stopped'));
  return { results, outcome };
}
