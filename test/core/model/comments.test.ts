import { describe, expect, test } from 'vitest';
import { parseShots, readComment } from '../../../src/core/index.ts';

function read(inner: string) {
  const text = `<!--${inner}-->\n**User**: a\n`;
  const [comment] = parseShots(text).comments;
  if (comment === undefined) throw new Error('The test’s comment was not found.');
  return { text, said: readComment(text, comment) };
}

describe('comments', () => {
  test.each([' id: s-0123 ', 'ID：s-0123'])('an id: %j', (inner) => {
    const { text, said } = read(inner);
    expect(said).toMatchObject({ kind: 'id', value: 's-0123' });
    expect(said.kind === 'id' && text.slice(said.range.start, said.range.end)).toBe('s-0123');
  });

  const states: readonly (readonly [string, string, string | undefined])[] = [
    [' status: draft ', 'draft', undefined],
    [' status: approved ', 'approved', undefined],
    [' status: approved by 王 芳 ', 'approved', '王 芳'],
    ['Status：Approved by Ann', 'approved', 'Ann'],
  ];
  test.each(states)('a status: %j', (inner, state, by) => {
    const { text, said } = read(inner);
    expect(said).toMatchObject({ kind: 'status', status: { state, by } });
    expect(said.kind === 'status' && text.slice(said.status.start, said.status.end).toLowerCase()).toContain(state);
  });

  const steps: readonly (readonly [string, string])[] = [
    [' step 2 ', '2'],
    [' step 10a ', '10a'],
    [' step B.1 ', 'B.1'],
    [' step 4.a ', '4.a'],
    [' step 2~3 ', '2~3'],
    [' Step 2.1 ', '2.1'],
    ['步骤 3', '3'],
    [' 第三步 ', '3'],
    ['第十二步', '12'],
  ];
  test.each(steps)('a step: %j', (inner, number) => {
    expect(read(inner).said).toMatchObject({ kind: 'step', number });
  });

  const accepts: readonly (readonly [string, string, readonly string[]])[] = [
    [' accept: Error = "A" | "B" ', 'Error', ['"A"', '"B"']],
    ['accept: top_k = 3|5', 'top_k', ['3', '5']],
    ['accept：城市 ＝ "北京|上海"', '城市', ['"北京|上海"']],
    ['accept: a = "\\"|" | b', 'a', ['"\\"|"', 'b']],
    ['accept: a =', 'a', []],
  ];
  test.each(accepts)('accepted values: %j', (inner, parameter, values) => {
    const { text, said } = read(inner);
    expect(said).toMatchObject({ kind: 'accept', parameter });
    expect(said.kind === 'accept' && said.values.map(({ start, end }) => text.slice(start, end))).toEqual(values);
  });

  test.each([' a note ', 'id: a b', 'status: done', 'step', 'step two', 'step by step', 'accept a', '', ' 第一次 '])(
    'a note: %j',
    (inner) => {
      expect(read(inner).said).toEqual({ kind: 'note' });
    },
  );
});
