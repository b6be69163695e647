import { describe, expect, it } from 'vitest';
import { createLanguageService, type LanguageService, LineIndex, type Repair } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const name = 'a.shots.md';

/** The text after the first repair of each early slot, and whether a slot is still early then. */
async function repaired(
  text: string,
): Promise<{ readonly title: string; readonly after: string; readonly left: number }> {
  const service = serviceOf(text);
  const [repair] = await repairsOf(service);
  if (repair === undefined) throw new Error('Nothing is suggested.');
  const lines = new LineIndex(text);
  const edits = (repair.changes[memoryUri(name)] ?? []).toSorted(
    (a, b) => lines.offsetAt(b.range.start) - lines.offsetAt(a.range.start),
  );
  let after = text;
  for (const { range, newText } of edits) {
    after = after.slice(0, lines.offsetAt(range.start)) + newText + after.slice(lines.offsetAt(range.end));
  }
  return { title: repair.title, after, left: (await repairsOf(serviceOf(after))).length };
}

function serviceOf(text: string): LanguageService {
  return createLanguageService(memoryHost({ [name]: text }), { language: 'en' });
}

async function repairsOf(service: LanguageService): Promise<readonly Repair[]> {
  const { diagnostics } = await service.lint(memoryUri(name));
  return diagnostics.filter(({ rule }) => rule === 'open-slot-position').flatMap(({ repairs }) => repairs);
}

const shot = (word: string) => `**User**: ${word}\n**Think**: Look it up.\n**Action**: Look up the fault.\n`;

describe('an open slot that comes too early', () => {
  it.each([
    ['blank lines apart', `**User**: <User request>\n\n${shot('a')}`, `${shot('a')}\n**User**: <User request>\n`],
    [
      'a separator apart, with shots on both sides',
      `${shot('a')}\n---\n\n**User**: <User request>\n\n---\n\n${shot('b')}\n---\n\n${shot('c')}`,
      `${shot('a')}\n---\n\n${shot('b')}\n---\n\n${shot('c')}\n---\n\n**User**: <User request>\n`,
    ],
    [
      'before a shot with an id',
      `**User**: <User request>\n\n<!-- id: x -->\n${shot('a')}`,
      `<!-- id: x -->\n${shot('a')}\n**User**: <User request>\n`,
    ],
    [
      'without a line break at the end, in Windows lines',
      `**User**: <User request>\r\n\r\n${shot('a').replaceAll('\n', '\r\n').trimEnd()}`,
      `${shot('a').replaceAll('\n', '\r\n').trimEnd()}\r\n\r\n**User**: <User request>`,
    ],
  ])('moves to the end: %s', async (_, before, after) => {
    expect(await repaired(before)).toEqual({ title: 'Move it to the end', after, left: 0 });
  });

  it('is removed if there is another one at the end', async () => {
    const text = `**User**: <User request>\n\n---\n\n${shot('a')}\n**User**: <User request>\n`;
    const after = `${shot('a')}\n**User**: <User request>\n`;
    expect(await repaired(text)).toEqual({ title: 'Remove it (there is another slot below)', after, left: 0 });
  });
});
