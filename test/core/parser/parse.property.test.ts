import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseShots, type ShotsTree, tokens } from '../../../src/core/index.ts';
import { runs } from '../../support/properties.ts';
import { anyDocument } from './arbitraryDocuments.ts';

const inside = (outer: { start: number; end: number }, inner: { start: number; end: number }) =>
  outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;

function expectSound(tree: ShotsTree): void {
  const whole = { start: 0, end: tree.text.length };
  let end = 0;
  for (const node of tree.nodes) {
    expect(node.start).toBe(end);
    expect(node.end).toBeGreaterThan(node.start);
    end = node.end;
    if (node.kind === 'block') {
      expect(inside(node, node.label)).toBe(true);
      expect(inside(node.label, node.label.word)).toBe(true);
      expect(inside({ start: node.label.end, end: node.end }, node.content)).toBe(true);
      for (const fence of node.fences) expect(inside(node, fence) && inside(fence, fence.content)).toBe(true);
    }
    if (node.kind === 'heading') expect(inside(node, node.title)).toBe(true);
    if (node.kind === 'separator') expect(inside(node, node.mark)).toBe(true);
    if (node.kind === 'comment') expect(inside(node, node.inner)).toBe(true);
  }
  expect(end).toBe(tree.text.length);
  for (const problem of tree.problems) expect(inside(whole, problem)).toBe(true);
  for (const comment of tree.comments) expect(inside(whole, comment) && inside(comment, comment.inner)).toBe(true);
  for (const at of tree.escapes) expect(tree.text[at]).toBe('\\');
}

describe('any text', () => {
  test('is parsed into nodes that tile it, with ranges that lie inside', () => {
    fc.assert(
      fc.property(anyDocument, (text) => expectSound(parseShots(text))),
      { numRuns: runs },
    );
  });

  test('is what its tokens joined give', () => {
    const joined = (text: string) =>
      Array.from(tokens(parseShots(text)), ({ start, end }) => text.slice(start, end)).join('');
    fc.assert(
      fc.property(anyDocument, (text) => {
        expect(joined(text)).toBe(text);
      }),
      { numRuns: runs },
    );
  });

  test('is read for its shots fences alone', () => {
    fc.assert(
      fc.property(anyDocument, (text) => expectSound(parseShots(text, { read: 'shots-fences' }))),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});

describe('large and hostile texts', () => {
  const many = 20_000;
  const cases: Readonly<Record<string, string>> = {
    'one line': 'x'.repeat(1_000_000),
    'one label line': `**User**: ${'打'.repeat(1_000_000)}\n**Think**: a`,
    'spaces in a line': `**User**:${' '.repeat(1_000_000)}\n`,
    'blank lines': '\n'.repeat(500_000),
    'quote marks': '>'.repeat(500_000),
    backslashes: '\\'.repeat(500_000),
    hashes: '#'.repeat(500_000),
    dashes: `${'-'.repeat(500_000)}\n`,
    separators: '---\n'.repeat(many),
    'separators before open comments': '---\n<!--\n'.repeat(many),
    'comments that never end': '<!-- a\n'.repeat(many),
    'comments in a fence': `**User**: a\n\`\`\`\n${'<!-- a\n'.repeat(many)}\`\`\`\n-->\n`,
    'fences of text that never end': '```text\nAction: a\n'.repeat(many),
    'fences of code that never end': '```json\nAction: a\n'.repeat(many),
    'empty fences after a weak label': `Task: a\n${'```\n```\n'.repeat(many)}`,
    'opening tags': '<Thought>\n'.repeat(many),
    'opening tags apart': `<Thought>\n${'**Think**: a\n'.repeat(many)}<Action>\n`,
    'other closing tags': `<Thought>\n${'</b>\n'.repeat(many)}`,
    headings: '# a\n'.repeat(many),
    'comments in one block': `**User**: a\n${'b <!-- c -->\n'.repeat(many)}`,
    labels: '**Think**: a\n'.repeat(many),
    'quoted labels': '> **Think**: a\n> b\n'.repeat(many),
  };
  test.each(Object.entries(cases))('%s', (_, text) => {
    const tree = parseShots(text);
    expect(tree.nodes.at(-1)?.end).toBe(text.length);
    expect(tree.nodes.reduce((end, node) => (node.start === end ? node.end : -1), 0)).toBe(text.length);
  });
});
