import type { Counts } from '../../test/editor/support/results.ts';
import type { Print } from '../vscode/processes.ts';
import { runVitest } from './counts.ts';

/** Runs the page tests, or those whose titles match; what a pattern leaves out is not counted as skipped. */
export async function runPageTests({
  grep,
  print,
}: {
  readonly grep?: string | undefined;
  readonly print?: Print;
} = {}): Promise<Counts> {
  const config = ['--config', 'test/editor/page/vitest.config.ts'];
  if (!grep) return runVitest('page', config, { print });
  return { ...(await runVitest('page', [...config, '-t', grep], { print })), skipped: 0 };
}
