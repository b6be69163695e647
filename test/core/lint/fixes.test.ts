import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../src/core/l10n/messages.ts';
import type { Finding, TextEdit } from '../../../src/core/lint/rule.ts';
import { applyEdits, fixUntilStable, selectCompatibleEdits } from '../../../src/core/lint/runner/applyFixes.ts';

const edit = (start: number, end: number, newText: string): TextEdit => ({ range: { start, end }, newText });

function finding(...edits: readonly TextEdit[]): Finding {
  const message = verbatim('x');
  return { rule: 'r', severity: 'warning', range: { start: 0, end: 0 }, message, fix: { title: message, edits } };
}

describe('applyEdits', () => {
  it.each([
    ['an insertion', 'ab', [edit(1, 1, 'x')], 'axb'],
    ['edits in any order', 'abcd', [edit(2, 3, 'C'), edit(0, 1, 'A')], 'AbCd'],
    ['two insertions at one place, in their order', 'ab', [edit(1, 1, 'x'), edit(1, 1, 'y')], 'axyb'],
    ['no edits', 'ab', [], 'ab'],
    ['the line break of the document', 'a\r\nb', [edit(0, 0, 'x\n')], 'x\r\na\r\nb'],
    ['a lone carriage return too', 'a\rb', [edit(0, 0, 'x\n')], 'x\ra\rb'],
    ['the byte order mark', '\ufeffab', [edit(1, 2, 'x')], '\ufeffxb'],
  ])('keeps %s', (_name, text, edits, expected) => {
    expect(applyEdits(text, edits)).toBe(expected);
  });
});

describe('compatibleEdits', () => {
  it('leaves the later of two fixes that touch the same text for another round', () => {
    const edits = selectCompatibleEdits([finding(edit(4, 8, 'b')), finding(edit(0, 5, 'a')), finding(edit(9, 9, 'c'))]);
    expect(edits).toEqual([edit(0, 5, 'a'), edit(9, 9, 'c')]);
  });

  it('leaves fixes of other files alone', () => {
    const other: Finding = {
      ...finding(),
      fix: { title: verbatim('x'), edits: [edit(0, 1, '')], uri: 'file:///other' },
    };
    expect(selectCompatibleEdits([other])).toEqual([]);
  });

  it('never answers overlapping edits', () => {
    const anyEdit = fc.tuple(fc.nat(30), fc.nat(8)).map(([start, length]) => edit(start, start + length, 'x'));
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), (edits) => {
        const chosen = selectCompatibleEdits(edits.map((one) => finding(one))).toSorted(
          (a, b) => a.range.start - b.range.start,
        );
        for (const [index, { range }] of chosen.entries()) {
          const before = chosen[index - 1];
          if (before !== undefined) expect(before.range.end).toBeLessThan(range.start);
        }
      }),
    );
  });
});

describe('fixUntilStable', () => {
  it('fixes what an earlier fix left', async () => {
    const lint = async (text: string) => (text.startsWith('x') ? [finding(edit(0, 1, ''))] : []);
    expect(await fixUntilStable('xxxab', lint)).toBe('ab');
  });

  it('leaves alone what two rules undo each other', async () => {
    const lint = async (text: string) => [finding(edit(0, 1, text.startsWith('a') ? 'b' : 'a'))];
    expect(await fixUntilStable('ac', lint)).toBe('ac');
  });

  it.each(['\n', '\r\n'])('fixes the rest where one fix would be written again and again, with %j', async (br) => {
    const lint = async (text: string) =>
      [...text.matchAll(/[xy]/g)].map(({ index, 0: letter }) => ({
        ...finding(letter === 'x' ? edit(index, index + 1, '') : edit(index, index, '\n\n')),
        range: { start: index, end: index + 1 },
      }));
    expect(await fixUntilStable(`xay${br}bxcxxyx`, lint)).toBe(`ay${br}bcy`);
  });

  it('answers the text as it was where nothing comes to an end', async () => {
    let rule = 0;
    const lint = async () => [{ ...finding(edit(0, 0, 'x')), rule: `r${rule++}` }];
    expect(await fixUntilStable('a', lint)).toBe('a');
  });
});
