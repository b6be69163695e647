import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OutlineItem, outlineOf } from '../../../src/core/features/outline.ts';
import { projectDocument } from '../../../src/core/model/projectDocument.ts';
import { parseShots } from '../../../src/core/parser/parseShots.ts';

const read = (text: string): readonly OutlineItem[] =>
  outlineOf(projectDocument(parseShots(text), { isTool: () => false, takesText: () => false }), 'en');

type Names = readonly (string | readonly [string, Names])[];
const names = (items: readonly OutlineItem[]): Names =>
  items.map(({ name, children }) => (children.length === 0 ? name : ([name, names(children)] as const)));

const shot = '**User**: It jams.\n**Think**: Look.\n**Action**: Ask.\n';

describe('outlineOf', () => {
  it.each<readonly [string, string, Names]>([
    ['shots and their rounds', shot, [['It jams.', ['Look.']]]],
    ['shots under headings', `# Desk\n\nFor all.\n\n## Two\n\nMore.\n\n${shot}`, [['Desk', [['Two', ['Look.']]]]]],
    ['a heading that names its shot', `# One\n\n${shot}`, [['One', ['Look.']]]],
    [
      'a plan, its steps and the answer',
      '**User**: a\n**Plan**:\n1. b\n2. c\n**Step 1**: b\n**Step 2**: c\n**Answer**: d\n',
      [['a', ['Plan', 'b', 'c', 'Answer']]],
    ],
    ['numbers where there are no words', '**User**:\n**Action**:\n', [['Shot 1', ['Round 1']]]],
    ['nothing in an empty document', '', []],
  ])('%s', (_, text, expected) => {
    expect(names(read(text))).toEqual(expected);
  });

  it.each([
    ['its heading', `# Desk\n\n## One\n\n${shot}`, 2],
    ['its request where it has none', `\n---\n${shot}`, 2],
  ])('leads for a shot to %s', (_, text, line) => {
    const found = flat(read(text)).find(({ kind }) => kind === 'shot');
    expect(found?.selection.start).toEqual({ line, character: 0 });
  });

  it('shortens what is too long for a narrow column', () => {
    expect(read(`**User**: ${'😀'.repeat(99)}\n`)[0]?.name).toBe(`${'😀'.repeat(59)}…`);
  });

  it('selects within what it spans, and names everything', () => {
    const piece = fc.constantFrom(
      '# H\n',
      '## \n',
      '**User**: a\n',
      '**Think**:\n',
      '**Action**: f(a=1)\n',
      '**Plan**:\n',
      '1. b\n',
      '**Step 1**: b\n',
      '\n',
      '---\n',
      '<!-- step 1 -->\n',
      '```\n',
      '> ',
      'x\r\n',
      '**Answer**:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        for (const item of flat(read(pieces.join('')))) {
          expect(item.name).not.toBe('');
          expect(order(item.range.start)).toBeLessThanOrEqual(order(item.selection.start));
          expect(order(item.selection.start)).toBeLessThanOrEqual(order(item.selection.end));
          expect(order(item.selection.end)).toBeLessThanOrEqual(order(item.range.end));
        }
      }),
    );
  });
});

function flat(items: readonly OutlineItem[]): readonly OutlineItem[] {
  return items.flatMap((item) => [item, ...flat(item.children)]);
}

function order({ line, character }: OutlineItem['range']['start']): number {
  return line * 1000 + character;
}
