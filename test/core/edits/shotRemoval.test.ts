import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShots, projectDocument, type ShotsDocument, shotRemovals } from '../../../src/core/index.ts';

function read(text: string): ShotsDocument {
  return projectDocument(parseShots(text), { isTool: () => false });
}

function without(text: string, indexes: readonly number[]): string {
  const document = read(text);
  const ranges = shotRemovals(
    document,
    document.shots.filter(({ index }) => indexes.includes(index)),
  );
  return ranges.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

const shot = (name: string, status = ''): string =>
  `${status}**User**: ${name}\n**Think**: Say it.\n**Action**: Say ${name}.\n**Observation**: Done.\n`;
const separated = `---\ntools: ./a.tools.json\n---\n\n${['A', 'B', 'C'].map((name) => shot(name)).join('\n---\n\n')}`;

describe('removing shots', () => {
  it.each([
    [[0], ['B', 'C'], 1],
    [[1], ['A', 'C'], 1],
    [[2], ['A', 'B'], 1],
    [[0, 2], ['B'], 0],
    [[1, 2], ['A'], 0],
    [[0, 1, 2], [], 0],
  ])('%j takes their separators along', (indexes, left, separators) => {
    const text = without(separated, indexes);
    expect([...text.matchAll(/User\*\*: (\w)/g)].map(([, name]) => name)).toEqual(left);
    const body = text.slice(text.indexOf('---\n\n') + 5);
    expect(body.match(/^---$/gm)?.length ?? 0).toBe(separators);
    expect(text.startsWith('---\ntools: ./a.tools.json\n---\n\n')).toBe(true);
  });

  it.each(['\n', '\r\n'])('keeps the line break at the end (%j)', (lineBreak) => {
    const text = separated.replaceAll('\n', lineBreak);
    expect(without(text, [2]).endsWith(`Done.${lineBreak}`)).toBe(true);
    expect(without(text, [1, 2]).endsWith(`Done.${lineBreak}`)).toBe(true);
  });

  it('keeps prose and other headings, and takes the comments of the shot along', () => {
    const text = `Words.\n\n${shot('A', '<!-- id: a -->\n<!-- status: draft -->\n')}\n# Orders\n\n${shot('B')}`;
    expect(without(text, [0])).toBe(`Words.\n\n# Orders\n\n${shot('B')}`);
  });

  it('leaves every other shot as it was, whatever is between them', () => {
    const gap = fc.constantFrom('\n', '\n---\n\n', '\n\n***\n\n', '\r\n---\r\n\r\n', '\n# Heading\n\n');
    const status = fc.constantFrom('', '<!-- status: draft -->\n', '<!-- id: x -->\n<!-- status: approved by Li -->\n');
    const parts = fc.array(fc.tuple(gap, status, fc.boolean()), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, (written) => {
        const text = written.map(([between, head], at) => (at === 0 ? '' : between) + shot(`S${at}`, head)).join('');
        const { shots } = read(text);
        const gone = shots.filter(({ index }) => written[index]?.[2]).map(({ index }) => index);
        const textOf = (document: ShotsDocument) =>
          document.shots.map(({ start, end }) => document.text.slice(start, end).trim());
        const expected = textOf(read(text)).filter((_, index) => !gone.includes(index));
        expect(textOf(read(without(text, gone)))).toEqual(expected);
      }),
    );
  });
});
