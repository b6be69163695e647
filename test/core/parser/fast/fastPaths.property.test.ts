import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveFences } from '../../../../src/core/parser/fences.ts';
import { readLabel } from '../../../../src/core/parser/labelReader.ts';
import { resolveLabels } from '../../../../src/core/parser/labelResolution.ts';
import { scanLines } from '../../../../src/core/parser/lineScan.ts';
import { resolveSeparators } from '../../../../src/core/parser/separators.ts';
import { getVocabulary } from '../../../../src/core/parser/vocabulary.ts';
import { LineIndex } from '../../../../src/core/text/lineIndex.ts';
import { runs } from '../../../support/properties.ts';
import { arbitraryDocument } from '../arbitraryDocuments.ts';

const vocabulary = getVocabulary(undefined);

function scan(text: string) {
  return scanLines(text, new LineIndex(text), vocabulary, 0);
}

/** Documents in which all labels may have the same format, as in most real ones. */
const uniformDocument = fc
  .array(
    fc.constantFrom(
      '**User**: a',
      '**Think**: b',
      '**Action**: f(a = 1)',
      '**Observation**: c',
      '---',
      '',
      'text',
      '# T',
    ),
    {
      maxLength: 20,
    },
  )
  .map((lines) => lines.join('\n'));
const document = fc.oneof(arbitraryDocument, uniformDocument);

describe('a stage that is skipped because the summary says so', () => {
  it('would have changed nothing: fences', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { tokens, summary } = scan(text);
        const quick = resolveFences(text, { tokens, summary }, false);
        expect(quick).toEqual(resolveFences(text, { tokens, summary: { ...summary, hides: true } }, false));
      }),
      { numRuns: runs },
    );
  });

  it('would have changed nothing: labels', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { tokens, summary } = scan(text);
        const live = resolveFences(text, { tokens, summary }, false).tokens;
        const quick = resolveLabels(text, live, summary);
        expect(quick).toEqual(resolveLabels(text, live, { uniform: false, plans: true }));
      }),
      { numRuns: runs },
    );
  });

  it('would have changed nothing: headings and separators', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { tokens, summary } = scan(text);
        const live = resolveFences(text, { tokens, summary }, false).tokens;
        const quick = resolveSeparators(text, { tokens: live, summary });
        expect(quick).toEqual(resolveSeparators(text, { tokens: live, summary: { ...summary, divides: true } }));
      }),
      { numRuns: runs },
    );
  });
});

describe('a label taken from the cache', () => {
  it('is the label that the reader reads', () => {
    fc.assert(
      fc.property(document, (text) => {
        for (const mark of scan(text).tokens) {
          if (mark.kind !== 'block' || mark.spelling.decoration === 'tag') continue;
          expect(readLabel(text, mark.labelStart, mark.start, vocabulary)).toEqual(mark);
        }
      }),
      { numRuns: runs },
    );
  });
});
