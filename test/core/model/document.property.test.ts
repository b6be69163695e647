import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockAt, blockText, replyText, roundAt, shotAt } from '../../../src/core/index.ts';
import { runs } from '../../support/properties.ts';
import { anyDocument } from '../parser/arbitraryDocuments.ts';
import { documentOf } from '../parser/outline.ts';

describe('any text', () => {
  test('is a document whose parts lie in order', () => {
    fc.assert(
      fc.property(anyDocument, (text) => {
        const document = documentOf(text);
        let end = 0;
        for (const shot of document.shots) {
          expect(shot.start).toBeGreaterThanOrEqual(end);
          expect(shot.end).toBeLessThanOrEqual(text.length);
          end = shot.end;
          let blockEnd = shot.start;
          for (const block of shot.blocks) {
            expect(block.start).toBeGreaterThanOrEqual(blockEnd);
            blockEnd = block.end;
          }
          expect(blockEnd).toBeLessThanOrEqual(shot.end);
          for (const round of shot.rounds)
            expect(round.blocks.every((block) => shot.blocks.includes(block))).toBe(true);
          if (shot.reply !== undefined) expect(replyText(document.tree, shot.blocks, shot.reply)).not.toBe('');
        }
      }),
      { numRuns: runs },
    );
  });

  test('has rounds that say truly what their blocks do', () => {
    fc.assert(
      fc.property(anyDocument, (text) => {
        for (const { blocks, start, end, thinks, acts, observes, isInterrupted } of roundsIn(text)) {
          const roles = new Set(blocks.map(({ role }) => role));
          expect([start, end]).toEqual([blocks[0]?.start, blocks.at(-1)?.end]);
          expect(thinks).toBe(roles.has('think'));
          expect(acts).toBe(roles.has('action') || roles.has('apiRequest'));
          expect(observes).toBe(roles.has('observation') || roles.has('apiResponse'));
          expect(isInterrupted).toBe(blocks.some((block, index) => block.start > (blocks[index - 1]?.end ?? start)));
        }
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  test('has calls within their blocks', () => {
    fc.assert(
      fc.property(anyDocument, (text) => {
        for (const { call, block, shot } of documentOf(text).callOccurrences) {
          expect(shot.blocks).toContain(block);
          expect(call.start).toBeGreaterThanOrEqual(block.start);
          // A two-label call reaches into the input block after its action.
          if (call.form !== 'two-labels') expect(call.end).toBeLessThanOrEqual(block.end);
        }
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  test('has blocks whose text maps back to its range', () => {
    fc.assert(
      fc.property(anyDocument, (text) => {
        const document = documentOf(text);
        for (const block of document.shots.flatMap((shot) => shot.blocks)) {
          const mapped = blockText(document.tree, block);
          for (let offset = 0; offset < mapped.text.length; offset++) {
            expect(text[mapped.map(offset)]).toBe(mapped.text[offset]);
          }
          expect(mapped.map(mapped.text.length)).toBeLessThanOrEqual(block.content.end);
        }
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  test('can be asked about every offset', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), (text, at) => {
        const document = documentOf(text);
        const offset = at % (text.length + 1);
        const shot = shotAt(document, offset);
        const expected = document.shots.some((one) => one.start <= offset && offset <= one.end);
        expect(shot !== undefined).toBe(expected);
        if (shot === undefined) return;
        for (const found of [roundAt(shot, offset), blockAt(shot, offset)]) {
          if (found !== undefined) expect(found.start <= offset && offset <= found.end).toBe(true);
        }
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});

describe('large documents', () => {
  const many = 20_000;
  const cases: Readonly<Record<string, string>> = {
    'one shot of many rounds, each with its step': '<!-- step 1 -->\n**Think**: a\n**Action**: f(a=1)\n'.repeat(many),
    'many comments in one block': `**User**: a\n${'b <!-- c -->\n'.repeat(many)}`,
    'many escapes in one block': `**User**: a\n${'\\Think: b\n'.repeat(many)}`,
    'one long quoted block': `> **User**: a\n${'> b\n'.repeat(many)}`,
    'many quotations in one action': `**Action**: ${'"a'.repeat(many)}\n`,
    'many open quotations': `**Action**: ${'“'.repeat(many)}\n`,
    'many plan items': `**Plan**: ${'1. a '.repeat(many)}\n`,
    'many slots': '**User**: {a}\n'.repeat(many),
    'many headings': '# Example 1\n'.repeat(many),
    'one long action': `**Action**: ${'好'.repeat(500_000)}\n`,
  };
  test.each(Object.entries(cases))('%s', (_, text) => {
    const document = documentOf(text);
    for (const block of document.shots.flatMap((shot) => shot.blocks)) {
      const { text: words, map } = blockText(document.tree, block);
      expect(map(words.length)).toBeLessThanOrEqual(block.end);
    }
  });
});

function roundsIn(text: string) {
  return documentOf(text).shots.flatMap(({ rounds }) => rounds);
}
