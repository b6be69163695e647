import { describe, expect, test } from 'vitest';
import { blockText } from '../../../src/core/index.ts';
import { documentOf } from '../parser/outline.ts';

const cases: readonly (readonly [string, string, string])[] = [
  ['unchanged', '**User**: a\nb\n', 'a\nb'],
  ['a comment within a line', '**User**: a <!-- x --> b\n', 'a  b'],
  ['a comment at a line’s end goes with the space before it', '**User**: a  <!-- x -->\nb\n', 'a\nb'],
  ['a comment on its own line goes with the line', '**User**: a\n  <!-- x -->\nb\n', 'a\nb'],
  ['a comment over lines', '**User**: a\n<!-- x\ny -->\nb\n', 'a\nb'],
  ['a comment before the text', '**User**: <!-- x --> a\n', 'a'],
  ['escapes', '**User**: a\n\\Think: b\n', 'a\nThink: b'],
  ['quote marks', '> User: a\n> b\n>c\n>\n>  d\n', 'a\nb\nc\n\n d'],
  ['as many quote marks as the label has', '> > User: a\n> > > b\n', 'a\n> b'],
  ['a line without its quote mark', '> User: a\nb\n', 'a\nb'],
];

describe('the text of a block', () => {
  test.each(cases)('%s', (_, text, expected) => {
    const document = documentOf(text);
    const block = document.shots[0]?.blocks[0];
    expect(block && blockText(document.tree, block).text).toBe(expected);
  });

  test('of a part of the content', () => {
    const document = documentOf('> User: a\n> bc\n');
    const block = document.shots[0]?.blocks[0];
    const part = block && blockText(document.tree, block, { start: 8, end: 13 });
    expect(part?.text).toBe('a\nb');
    expect([0, 1, 2, 3].map((offset) => part?.map(offset))).toEqual([8, 9, 12, 13]);
  });
});

describe('calls in interrupted blocks', () => {
  test('have ranges of the document', () => {
    const text = '> Thought: a\n> Action: f(a = 1,\n>   b = 2)\n> <!-- x -->\n> Observation: c\n';
    const [site] = documentOf(text).callOccurrences;
    expect(site && text.slice(site.call.start, site.call.end)).toBe('f(a = 1,\n>   b = 2)');
    expect(site?.call.arguments.map(({ value }) => text.slice(value.start, value.end))).toEqual(['1', '2']);
    expect(site?.round?.index).toBe(0);
  });

  test('of two labels too', () => {
    const text = '**Think**: a\n**Action**: f <!-- x -->\n**Action Input**: {"a": <!-- y --> 1}\n';
    const [site] = documentOf(text).callOccurrences;
    expect(site?.call.arguments.map(({ name, value }) => [name?.text, text.slice(value.start, value.end)])).toEqual([
      ['a', '1'],
    ]);
  });
});
