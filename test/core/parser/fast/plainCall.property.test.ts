import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallNode } from '../../../../src/core/parser/callNodes.ts';
import { createCallFinder, type FoundCalls, parseCalls } from '../../../../src/core/parser/calls/index.ts';
import { nodeValue } from '../../../../src/core/parser/calls/nodeValue.ts';
import { runs } from '../../../support/properties.ts';
import { isTool } from '../calls/check.ts';

const MEANT = ['detect', 'always'] as const;

/** A line after the call, so that the block is more than one plain call and the tolerant reader has to read it. */
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
  .map(([written, before, sign, after, held]) => (written === '' ? held : `${written}${before}${sign}${after}${held}`));
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

function valuesOf(text: string, meant: (typeof MEANT)[number] = 'detect'): CallNode['values'] {
  return valuesAmong(parseCalls(text, 0, text.length, { meant, isTool }));
}

function valuesAmong({ calls }: FoundCalls): CallNode['values'] {
  return calls[0]?.values;
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

  it('is read after others as it is read alone', () => {
    fc.assert(
      fc.property(fc.array(call, { minLength: 2, maxLength: 8 }), fc.constantFrom(...MEANT), (calls, meant) => {
        // Every call comes twice, so that what is between its values has been seen before.
        const blocks = [...calls, ...calls];
        const text = blocks.join('\n');
        const find = createCallFinder(text, { meant, isTool });
        let start = 0;
        for (const block of blocks) {
          const end = start + block.length;
          expect(valuesAmong(find(start, end))).toEqual(valuesOf(block, meant));
          start = end + 1;
        }
      }),
      { numRuns: runs },
    );
  });

  it.each([
    ['a name given twice', 'f(a = 1, b = 2)', 'f(a = 1, b = 2, b = 3)'],
    ['another order', 'f(a = 1, b = 2)', 'f(b = 2, a = 1, b = 3)'],
    ['a name with the same prefix', 'f(a = 1, b = 2)', 'f(a = 1, bc = 2)'],
    ['a call with the same suffix', 'f(a = 1)', 'ff(a = 1)'],
    ['a call of a qualified name', 'f(a = 1)', 'g.f(a = 1)'],
    ['no arguments', 'f()', 'f(a = 1)'],
    ['no arguments any more', 'f(a = 1)', 'f()'],
    ['a call cut off', 'f(a = 1)', 'f(a = '],
    ['an object inside', 'f(a = {"b": 1, "c": 2})', 'f(a = {"b": 1, "c": 2, "b": 3})'],
    ['other space', 'f(a = 1, b = 2)', 'f( a= 1 ,b=2 )'],
  ])('is distinguished from a call read before: %s', (_, first, second) => {
    const text = `${first}\n${second}`;
    const find = createCallFinder(text, { meant: 'always', isTool });
    expect(valuesAmong(find(0, first.length))).toEqual(valuesOf(first, 'always'));
    expect(valuesAmong(find(first.length + 1, text.length))).toEqual(valuesOf(second, 'always'));
  });

  it('does not reach after the end of its block', () => {
    const find = createCallFinder('f(a = 1)\nf(a = 1)', { meant: 'always', isTool });
    expect(valuesAmong(find(0, 8))).toEqual({ a: 1 });
    expect(valuesAmong(find(9, 16))).toBeUndefined();
  });

  it('is read among more names than are remembered', () => {
    const calls = Array.from({ length: 1500 }, (_, index) => `f${index % 70}(a${index} = ${index}, b${index} = "x")`);
    const text = calls.join('\n');
    const find = createCallFinder(text, { meant: 'detect', isTool });
    let start = 0;
    for (const [index, one] of calls.entries()) {
      expect(valuesAmong(find(start, start + one.length))).toEqual({ [`a${index}`]: index, [`b${index}`]: 'x' });
      start += one.length + 1;
    }
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
