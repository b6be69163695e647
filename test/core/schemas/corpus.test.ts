import { expect, test } from 'vitest';
import { checkCalls } from '../../../src/core/index.ts';
import { compileParameters } from '../../../src/core/schemas/validation/compiledSchemas.ts';
import { type CorpusRow, corpusRows, readRow } from '../../support/corpusCalls.ts';
import { toolsFrom } from './support.ts';

test('every published set of tools is read whole, and every schema compiles', () => {
  const wrong: string[] = [];
  for (const { id, tools } of corpusRows()) {
    const file = toolsFrom(tools);
    if (file.tools.length !== tools.length) wrong.push(`${id}: ${file.tools.length} of ${tools.length} tools`);
    for (const tool of file.tools) {
      if (compileParameters(tool).validate === undefined) wrong.push(`${id}: ${tool.name} does not compile`);
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);

test('a planted mistake is found at its very value', async () => {
  const wrong: string[] = [];
  const planted = corpusRows().filter(
    (row): row is CorpusRow & { readonly path: string } =>
      'path' in row && typeof row.path === 'string' && /^parameter-(type|value)$/.test(row.rule ?? ''),
  );
  for (const { id, tools, calls, path, bad_call } of planted) {
    const context = await readRow(tools, calls, 'API request');
    const call = checkCalls(context.document, context.tools)[bad_call ?? 0];
    const found = call?.problems.map((problem) => `/${problem.path.join('/')}`) ?? [];
    if (!found.includes(path)) wrong.push(`${id}: ${path} expected, but [${found.join(', ')}]`);
  }
  expect(wrong).toEqual([]);
}, 120_000);
