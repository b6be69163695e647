import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { described, onlyTool, problemsOf, toolsFrom } from './support.ts';

beforeAll(() => {
  vi.stubGlobal('Function', function forbidden() {
    throw new EvalError('Refused to evaluate a string as JavaScript');
  });
});
afterAll(() => void vi.unstubAllGlobals());

test('where no code may be compiled, names are still checked, and the rest is said to be unchecked', () => {
  const parameters = { type: 'object', properties: { a: { type: 'integer' }, b: {} }, required: ['a', 'b'] };
  const file = toolsFrom([
    { name: 'f', parameters },
    { name: 'g', parameters: {} },
  ]);
  expect(problemsOf(file)).toEqual([
    'limit-reached «[» The security policy of this environment forbids compiling validators (no unsafe-eval), so calls are checked for missing and unknown parameters only.',
  ]);
  const [tool = onlyTool(file)] = file.tools;
  expect(described(tool, { a: 'wrong', c: 1 })).toEqual(['missing /b required', 'unknown /c properties']);
});
