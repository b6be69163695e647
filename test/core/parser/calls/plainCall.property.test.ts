import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallNode } from '../../../../src/core/parser/callNodes.ts';
import { parseCalls } from '../../../../src/core/parser/calls/index.ts';
import { nodeValue } from '../../../../src/core/parser/calls/nodeValue.ts';
import { runs } from '../../../support/properties.ts';
import { isTool } from './check.ts';

const MEANT = ['detect', 'always'] as const;

/** A line behind the call, so that the block is more than one plain call and the tolerant reader has to read it. */
const ANOTHER = '\ng(z = 1)';

const string = fc
  .tuple(
    fc.constantFrom('"', "'"),
    fc.constantFrom('', 'x', '卡纸', 'a, b', 'it"s', "it's", '1', '{x}', '(', 'a\\"b', '{{x}}'),
  )
  .map(([quote, content]) => `${quote}${content}${quote}`);
const scalar = fc.oneof(
  string,
  fc.constantFrom(
    '0',
    '3',
    '42',
    '007',
    '1.5',
    '0.5',
    '1.',
    '.5',
    '-3',
    '1e3',
    '1,000',
    '1_000',
    '123456789012345',
    '1/6',
  ),
  fc.constantFrom('True', 'true', 'None', 'null', 'False', 'nulls', '北京', '2024-10-11', '...', '<x>', '${x}'),
);
const space = fc.constantFrom('', ' ', '  ', '\t', '\u3000');
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc.array(tie('value'), { maxLength: 2 }).map((items) => `(${items.join(',')})`),
    fc.array(fc.tuple(string, space, tie('value')), { maxLength: 3 }).map((entries) => {
      return `{${entries.map(([key, gap, held]) => `${key}:${gap}${held}`).join(', ')}}`;
    }),
  ),
}));
const name = fc.constantFrom('Error', 'top_k', '城市', 'a-b', 'x.y', '1', '');
const argument = fc
  .tuple(name, space, fc.constantFrom('=', '=', '=', ':', '＝'), space, value)
  .map(([written, before, sign, behind, held]) =>
    written === '' ? held : `${written}${before}${sign}${behind}${held}`,
  );
const call = fc
  .tuple(
    fc.constantFrom('SearchSolution', '查询空闲时间', 'unknown', '未知', 'send mail', 'a.b', '2.f'),
    fc.constantFrom('(', '(', '(', ' (', '（'),
    fc.array(argument, { maxLength: 3 }),
    fc.constantFrom(', ', ',', ' , ', ' ', '，'),
    fc.constantFrom(')', ')', ')', '', ')。', ' )', ')  ', '))'),
  )
  .map(([called, open, list, comma, close]) => `${called}${open}${list.join(comma)}${close}`);

/** What there is to know of a call but its values, as an object of its own. */
function nodesOf({ form, start, end, name, arguments: list, argumentsRange, problems }: CallNode): CallNode {
  return { form, start, end, name, arguments: list, argumentsRange, problems };
}

function valuesOf(text: string): CallNode['values'] {
  return parseCalls(text, 0, text.length, { meant: 'detect', isTool }).calls[0]?.values;
}

describe('a plain call', () => {
  it('is read as the tolerant reader reads it', () => {
    let plain = 0;
    fc.assert(
      fc.property(call, fc.constantFrom(...MEANT), (text, meant) => {
        const [quick] = parseCalls(text, 0, text.length, { meant, isTool }).calls;
        if (quick?.values === undefined) return;
        plain++;
        const [slow] = parseCalls(text + ANOTHER, 0, text.length + ANOTHER.length, { meant, isTool }).calls;
        expect(slow?.values).toBeUndefined();
        expect(nodesOf(quick)).toEqual(slow);
        expect(quick.values).toEqual(
          Object.fromEntries(quick.arguments.map(({ name, value }) => [name?.text, nodeValue(value)])),
        );
      }),
      { numRuns: runs },
    );
    expect(plain).toBeGreaterThan(0);
  });

  it.each([
    'SearchSolution()',
    'SearchSolution(Error = "卡纸")',
    "SearchSolution(Error='a', top_k=3, ratio = 0.5, urgent = True, since = None)",
    'SearchSolution(parts = [{"name": "roller", "count": 2}], tags = ["a", "b"], more = {})',
    '查询空闲时间(城市 = "北京")',
    'unknown(a = 1)',
  ])('is recognised: %s', (text) => {
    expect(valuesOf(text)).toBeDefined();
  });

  it.each([
    'SearchSolution(Error = "卡纸"',
    'SearchSolution(Error = "a\\"b")',
    'SearchSolution(Error = "{{x}}")',
    'SearchSolution("卡纸")',
    'SearchSolution(a = 1,000)',
    'SearchSolution(a = 1) 之后',
    'SearchSolution（a = 1）',
    'SearchSolution(a = """x""")',
    '未知(a = 1)',
    'SearchSolution(a = 1, a = 2)',
    'SearchSolution(a = {"b": 1, "b": 2})',
    'SearchSolution(__proto__ = 1)',
  ])('is left to the tolerant reader: %s', (text) => {
    expect(valuesOf(text)).toBeUndefined();
  });
});
