import { expect, it } from 'vitest';
import { countProblems } from '../../src/extension/problemCounts.ts';

it('counts errors, warnings and infos as problems, but no hints', () => {
  const findings = (['error', 'hint', 'warning', 'info', 'hint', 'info'] as const).map((severity) => ({ severity }));
  expect(countProblems(findings)).toEqual({ errors: 1, warnings: 1, infos: 2, total: 4 });
});

it('counts nothing where there are only hints', () => {
  expect(countProblems([{ severity: 'hint' }]).total).toBe(0);
});
