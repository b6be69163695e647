import type { Counts } from '../../test/editor/support/results.ts';
import { runVitest } from './counts.ts';

/** Runs the page tests, or those whose titles match; what a pattern leaves out is not counted as skipped. */
export async function runPageTests(grep?: string): Promise<Counts> {
  const config = ['--config', 'test/editor/page/vitest.config.ts'];
  if (!grep) return runVitest('page', config);
  return { ...(await runVitest('page', [...config, '-t', grep])), skipped: 0 };
}
