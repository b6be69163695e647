import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../../src/core/edits/changedLines.ts';
import { withRuleSeverity } from '../../../src/core/edits/ruleSetting.ts';
import { createSuppression } from '../../../src/core/edits/suppression.ts';
import { withToolChoice } from '../../../src/core/edits/toolChoice.ts';
import { LineIndex } from '../../../src/core/text/lineIndex.ts';

function applied(before: string, edits: ReturnType<typeof changedLines>): string {
  const lines = new LineIndex(before);
  return [...edits].reverse().reduce((text, { range, newText }) => {
    return text.slice(0, lines.offsetAt(range.start)) + newText + text.slice(lines.offsetAt(range.end));
  }, before);
}

describe('changedLines', () => {
  const line = fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'a\r\n', 'b\r');
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('', 'a', 'end'))
    .map(([lines, last]) => lines.join('') + last);

  it('turns any text into any other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applied(before, changedLines(before, after))).toBe(after);
      }),
    );
  });

  it('leaves the lines between two changes alone', () => {
    const before = 'one\ntwo\nthree\nfour\nfive\n';
    expect(
      changedLines(before, 'ONE\ntwo\nthree\nfour\nFIVE\n').map(({ range }) => [range.start.line, range.end.line]),
    ).toEqual([
      [0, 1],
      [4, 5],
    ]);
  });

  it('replaces everything where too much differs', () => {
    const before = Array.from({ length: 900 }, (_, index) => `old ${index}\n`).join('');
    const after = Array.from({ length: 900 }, (_, index) => `new ${index}\n`).join('');
    expect(changedLines(before, after)).toHaveLength(1);
    expect(applied(before, changedLines(before, after))).toBe(after);
  });
});

describe('createSuppression', () => {
  it.each([
    ['above a line', 'a\nb\n', 1, { line: 1, character: 0, newText: '<!-- sop-shots-disable-next-line x -->\n' }],
    [
      'with the line break of the text',
      'a\r\nb',
      1,
      { line: 1, character: 0, newText: '<!-- sop-shots-disable-next-line x -->\r\n' },
    ],
    ['within a quote', '> a', 0, { line: 0, character: 0, newText: '> <!-- sop-shots-disable-next-line x -->\n' }],
    ['beside another rule', '<!-- sop-shots-disable-next-line y -->\nb', 1, { line: 0, character: 34, newText: ' x' }],
    [
      'before a reason',
      '<!-- sop-shots-disable-next-line y -- why -->\nb',
      1,
      { line: 0, character: 34, newText: ' x' },
    ],
    ['never in front matter', '---\nsop: x\n---\n', 1, undefined],
  ])('%s', (_, text, line, expected) => {
    expect(createSuppression(text, new LineIndex(text), line, 'x')).toEqual(expected);
  });
});

describe('withRuleSeverity', () => {
  it.each([
    ['an empty file', '', 'yaml', 'rules:\n  x: off\n'],
    [
      'a file with comments',
      '# why\nsop: ./a.sop.md # here\n',
      'yaml',
      '# why\nsop: ./a.sop.md # here\nrules:\n  x: off\n',
    ],
    ['other rules', 'rules:\n  y: error\n', 'yaml', 'rules:\n  y: error\n  x: off\n'],
    [
      'options of the rule',
      'rules:\n  x: { severity: error, most: 3 }\n',
      'yaml',
      'rules:\n  x: { severity: off, most: 3 }\n',
    ],
    ['JSON', '{\n  "rules": {}\n}', 'json', '{\n  "rules": {\n    "x": "off"\n  }\n}'],
    ['broken YAML', 'rules: [', 'yaml', undefined],
    ['broken JSON', '{', 'json', undefined],
    ['a list', '- a', 'yaml', undefined],
  ] as const)('%s', (_, text, format, expected) => {
    expect(withRuleSeverity(text, 'x', 'off', format)).toBe(expected);
  });
});

describe('withToolChoice', () => {
  const entry = 'tools:\n  - file: ./a.yaml\n    include: [ getOrder ]\n';
  it.each([
    ['no front matter', '**User**: x\n', `---\n${entry}---\n\n**User**: x\n`],
    ['other keys', '---\nstyle: react # yes\n---\nx', `---\nstyle: react # yes\n${entry}---\nx`],
    ['the file alone', '---\ntools: ./a.yaml\n---\n', `---\n${entry}---\n`],
    ['the file with another choice', '---\ntools:\n  - { file: ./a.yaml, include: [x] }\n---\n', `---\n${entry}---\n`],
    ['another file', '---\ntools: ./b.json\n---\n', `---\n${entry.replace('tools:\n', 'tools:\n  - ./b.json\n')}---\n`],
    ['a list', '---\ntools:\n  - ./b.json\n---\n', `---\n${entry.replace('tools:\n', 'tools:\n  - ./b.json\n')}---\n`],
    ['CRLF', '---\r\ntools: ./a.yaml\r\n---\r\nx', `---\n${entry}---\nx`.replaceAll('\n', '\r\n')],
    ['broken YAML', '---\ntools: [\n---\n', undefined],
  ])('%s', (_, text, expected) => {
    expect(withToolChoice(text, './a.yaml', ['getOrder'], (path) => path === './a.yaml')).toBe(expected);
  });

  it('takes all tools without a choice', () => {
    const text = withToolChoice('**User**: x\n', './a.yaml', undefined, () => false);
    expect(text).toBe('---\ntools:\n  - ./a.yaml\n---\n\n**User**: x\n');
  });
});
