import type { Diagnostic } from '../core/index.ts';

/** How many problems of each severity a file has. Hints are advice and no problems; VS Code does not list them either. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly total: number;
}

/** Counts the problems among findings. */
export function countProblems(findings: readonly Pick<Diagnostic, 'severity'>[]): ProblemCounts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  const { error: errors, warning: warnings, info: infos } = counts;
  return { errors, warnings, infos, total: errors + warnings + infos };
}
