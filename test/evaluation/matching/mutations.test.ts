import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/docs/files.ts';
import * as core from '../../../src/core/index.ts';

const FOLDER = join(ROOT, 'src/evaluation/matching');

/** Comparisons of the matcher, each switched off: the tables must notice. */
const MUTATIONS: readonly (readonly [file: string, before: string, after: string])[] = [
  ['scalars.ts', ".normalize('NFKC').trim().replace", '.trim().replace'],
  ['scalars.ts', ".normalize('NFKC').trim().replace", ".normalize('NFKC').replace"],
  ['scalars.ts', ".replace(/\\s+/g, ' ')", ''],
  ['scalars.ts', 'isCaseSensitive ? plain : plain.toLowerCase()', 'plain.toLowerCase()'],
  ['scalars.ts', "date === undefined || date.rest !== '' ? undefined : date.day", 'undefined'],
  ['scalars.ts', 'if (zone === undefined) return local;', 'return local;'],
  ['scalars.ts', "second = '00'", "second = ''"],
  ['scalars.ts', 'Number.isNaN(moment) ? undefined : String(moment)', 'undefined'],
  ['valueSchema.ts', 'uniqueItems === true', 'uniqueItems === 1'],
  ['valueSchema.ts', "Object.hasOwn(schema, 'default')", 'false'],
  ['valueSchema.ts', 'nullable === true', 'nullable === 1'],
  ['valueSchema.ts', "type.includes('null')", 'false'],
  ['valueSchema.ts', "type === 'null'", 'false'],
  ['valueSchema.ts', 'values.includes(null)', 'true'],
  ['valueSchema.ts', 'speaking.length === 0 || ', 'true || '],
  ['valueSchema.ts', 'getAppliedSchemas(schemas, root)', 'schemas'],
  ['compareArguments.ts', 'if (rules.ignored.has(name)) return;', ''],
  ['compareArguments.ts', 'if (isAccepted(accepted, actual, schema, options)) return;', ''],
  ['compareArguments.ts', 'isOmission(expected, schema, options) && isOmission(actual, schema, options)', 'false'],
  ['compareArguments.ts', 'value === null && schema.allowsNull', 'value === null'],
  ['compareArguments.ts', 'value === null && schema.allowsNull', 'false'],
  ['compareArguments.ts', 'return isEqual(value, defaultValue, UNDECLARED, options);', 'return true;'],
  ['compareArguments.ts', 'typeName(expected) !== typeName(actual)', 'false'],
  ['compareArguments.ts', '!schema.isUnordered && ', ''],
  ['compareArguments.ts', ' && expected.length === actual.length', ''],
  ['compareArguments.ts', 'schema.isUnordered ? items.sort() : items', 'items'],
  ['compareArguments.ts', 'schema.isUnordered ? items.sort() : items', 'items.sort().slice(0, 1)'],
  ['compareArguments.ts', 'toComparable(expected, schema, options) !== toComparable(actual, schema, options)', 'false'],
  [
    'compareArguments.ts',
    "if (actual === undefined) differences.push({ code: 'missing-parameter', path, expected, actual });",
    'if (actual === undefined) return;',
  ],
  [
    'compareArguments.ts',
    "else if (expected === undefined) differences.push({ code: 'unknown-parameter', path, expected, actual });",
    'else if (expected === undefined) return;',
  ],
  ['compareArguments.ts', "format === 'date' ?", 'false ?'],
  ['compareArguments.ts', "format === 'date-time' ?", 'false ?'],
  ['matchTurn.ts', 'if (made.name !== call.name) {', 'if (false) {'],
  ['matchTurn.ts', "isOfOtherRound(made, turn) ? 'wrong-order' : 'wrong-tool'", "'wrong-tool'"],
  ['matchTurn.ts', 'expected.calls.length > 0 && actual.calls.length === 0', 'false'],
  [
    'matchTurn.ts',
    "if (made === undefined) return [{ code: 'missing-call', path: [], ...place, expected: call.name }];",
    'if (made === undefined) return [];',
  ],
  ['matchTurn.ts', 'paired.has(actualCall) || turn.rules.extraTools.has(call.name)', 'paired.has(actualCall)'],
  ['matchTurn.ts', 'paired.has(actualCall) || turn.rules.extraTools.has(call.name)', 'true'],
  ['matchTurn.ts', 'turn.calls.length === 0\n', 'false\n'],
  ['matchTurn.ts', 'earlier !== -1\n', 'false\n'],
  ['matchTurn.ts', 'expected.rules.extraTools.has(made.name) ? NO_PAIR : OTHER_TOOL', 'OTHER_TOOL'],
  [
    'matchTurn.ts',
    'return new Set(compare(call, made.values, expected, context).differences.map(({ path }) => path[0])).size;',
    'return 0;',
  ],
  [
    'matchTurn.ts',
    "if (comparison === undefined) return [{ code: 'invalid-json'",
    "if (comparison === undefined) return []; if (false) return [{ code: 'invalid-json'",
  ],
  ['matchTurn.ts', ".map(({ path }) => ({ code: 'schema-invalid', actualCall, path }))", '.flatMap(() => [])'],
  ['matchTurn.ts', '!compared.has(problem.path[0]) &&', ''],
  ['matchTurn.ts', 'steps.includes(actual.step) ?', 'true ?'],
  ['matchTurn.ts', 'own.some((step) => steps.includes(step))', 'true'],
  ['matchTurn.ts', 'own.some((step) => steps.includes(step))', 'false'],
];

const TABLES = `import { failingCodeRows } from './codeRows.ts';
import { failingPairs } from './pairRows.ts';
import { failingValueRows } from './valueRows.ts';
failures.push(...failingCodeRows(), ...failingValueRows(), ...failingPairs());`;

/** Runs the tables with a changed source file. The core is not part of the bundle, which makes it small. */
async function failuresWith(file: string, before: string, after: string): Promise<readonly string[]> {
  const source = readFileSync(join(FOLDER, file), 'utf8');
  expect(source).toContain(before);
  const mutation: Plugin = {
    name: 'mutation',
    setup: ({ onLoad, onResolve }) => {
      onResolve({ filter: /core\/index\.ts$/ }, () => ({ path: 'core', namespace: 'outside' }));
      onLoad({ filter: /./, namespace: 'outside' }, () => ({ contents: 'module.exports = core;' }));
      onLoad({ filter: /evaluation[/\\]matching[/\\]\w+\.ts$/ }, ({ path }) =>
        path === join(FOLDER, file) ? { contents: source.replace(before, () => after), loader: 'ts' } : undefined,
      );
    },
  };
  const { outputFiles } = await build({
    stdin: { contents: TABLES, resolveDir: join(ROOT, 'test/evaluation/matching'), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    logLevel: 'silent',
    plugins: [mutation],
  });
  const failures: string[] = [];
  new Function('core', 'failures', outputFiles[0]?.text ?? '')(core, failures);
  return failures;
}

describe('the tables of the matcher', () => {
  it('pass without a change', async () => {
    expect(await failuresWith('scalars.ts', 'const DATE', 'const DATE')).toEqual([]);
  });

  it.each(MUTATIONS)('fail if %s has not `%s` but `%s`', async (file, before, after) => {
    expect(await failuresWith(file, before, after)).not.toEqual([]);
  });
});
