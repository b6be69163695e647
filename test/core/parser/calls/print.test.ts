import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallForm } from '../../../../src/core/parser/callNodes.ts';
import {
  type CallStyle,
  nodeValue,
  objectOf,
  type PlainCall,
  parseTwoLabelCall,
  parseValue,
  printCall,
  printValue,
} from '../../../../src/core/parser/calls/index.ts';
import type { JsonObject, JsonValue } from '../../../../src/core/text/json.ts';
import { runs } from '../../../support/properties.ts';
import { read } from './check.ts';

const call: PlainCall = { name: 'f', arguments: { city: '北京 "x"', days: [1, true, null], more: { k: "it's" } } };

describe('a printed call', () => {
  it.each<[CallForm, CallStyle, string]>([
    ['expression', {}, `f(city="北京 \\"x\\"", days=[1, true, null], more={"k": "it's"})`],
    [
      'expression',
      { spaces: true, literals: 'python' },
      `f(city = "北京 \\"x\\"", days = [1, True, None], more = {"k": "it's"})`,
    ],
    ['expression', { quote: "'" }, `f(city='北京 "x"', days=[1, true, null], more={'k': 'it\\'s'})`],
    ['object', {}, `f({"city": "北京 \\"x\\"", "days": [1, true, null], "more": {"k": "it's"}})`],
    [
      'json',
      {},
      `{"name": "f", "arguments": {"city": "北京 \\"x\\"", "days": [1, true, null], "more": {"k": "it's"}}}`,
    ],
    [
      'tagged',
      {},
      `<tool_call>{"name": "f", "arguments": {"city": "北京 \\"x\\"", "days": [1, true, null], "more": {"k": "it's"}}}</tool_call>`,
    ],
    ['two-labels', {}, `f\nAction Input: {"city": "北京 \\"x\\"", "days": [1, true, null], "more": {"k": "it's"}}`],
  ])('as %s %j', (form, style, expected) => {
    expect(printCall(call, form, style)).toBe(expected);
  });

  it.each<[PlainCall, CallForm, string]>([
    [{ name: 'f', arguments: {} }, 'expression', 'f()'],
    [{ name: 'f', arguments: ['a', 1] }, 'expression', 'f("a", 1)'],
    [{ name: 'f', arguments: { 'two words': 1 } }, 'expression', 'f({"two words": 1})'],
    [{ name: 'f', arguments: ['a'] }, 'object', 'f("a")'],
    [{ name: 'f', arguments: ['卡纸'] }, 'two-labels', 'f\nAction Input: "卡纸"'],
    [{ name: 'f', arguments: { q: 'a [b]' } }, 'bracket', 'f[a [b]]'],
    [{ name: 'f', arguments: { q: 'two\nlines' } }, 'bracket', 'f(q="two\\nlines")'],
    [{ name: 'f', arguments: { q: 1 } }, 'bracket', 'f(q=1)'],
  ])('%j as %s', (plain, form, expected) => {
    expect(printCall(plain, form)).toBe(expected);
  });
});

/** `-0` and a placeholder in a string are the two values that have no text of their own. */
const text = fc.string({ unit: 'binary' }).filter((value) => !/^(?:\{\{[^{}]+\}\}|\$\{[^{}]+\})$/.test(value));
const json = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.oneof(
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
}));
const style = fc.record<CallStyle>({
  spaces: fc.boolean(),
  literals: fc.constantFrom('python' as const, 'json' as const),
  quote: fc.constantFrom('"' as const, "'" as const),
});

describe('what is printed', () => {
  it('is read as the same value', () => {
    fc.assert(
      fc.property(json.value, style, (value, how) => {
        const printed = printValue(value, how);
        const parsed = parseValue(printed, 0, printed.length);
        expect(parsed.problems).toEqual([]);
        expect(parsed.value && nodeValue(parsed.value)).toEqual(value);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  it('is read as the same call', () => {
    const form = fc.constantFrom<CallForm>('expression', 'object', 'json', 'tagged');
    const name = fc.constantFrom('f', 'api.get-order', '查询空闲时间');
    const parameters = fc.dictionary(fc.oneof(text, fc.constantFrom('city', '城市', 'a.b')), json.value, {
      maxKeys: 4,
    });
    fc.assert(
      fc.property(name, parameters, form, style, (called, values, how, written) => {
        const printed = printCall({ name: called, arguments: values }, how, written);
        const { calls, prose } = read(printed);
        expect(prose).toEqual([]);
        expect(calls).toHaveLength(1);
        expect(calls[0]?.problems).toEqual([]);
        expect(calls[0]?.name.text).toBe(called);
        const entries = calls[0]?.arguments.map(({ name: key, value }) => [key?.text ?? '', value] as const);
        expect(objectOf(entries ?? [])).toEqual(values);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  it('is read as the same two-label call', () => {
    fc.assert(
      fc.property(json.object, (values) => {
        const printed = printCall({ name: 'f', arguments: values }, 'two-labels', { inputLabel: '\n' });
        const found = parseTwoLabelCall(
          printed,
          { start: 0, end: 1 },
          { start: 2, end: printed.length },
          {
            meant: 'detect',
            isTool: () => true,
          },
        );
        expect(found?.problems).toEqual([]);
        const entries = found?.arguments.map(({ name: key, value }) => [key?.text ?? '', value] as const);
        expect(objectOf(entries ?? [])).toEqual(values);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});
