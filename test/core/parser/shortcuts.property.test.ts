import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptLabels } from '../../../src/core/parser/acceptance.ts';
import { divide } from '../../../src/core/parser/divisions.ts';
import { resolveFences } from '../../../src/core/parser/fences.ts';
import { readLabel } from '../../../src/core/parser/labelReader.ts';
import { scanLines } from '../../../src/core/parser/lineScan.ts';
import { vocabularyOf } from '../../../src/core/parser/vocabulary.ts';
import { LineIndex } from '../../../src/core/text/lineIndex.ts';
import { runs } from '../../support/properties.ts';
import { arbitraryDocument } from './arbitraryDocuments.ts';

const vocabulary = vocabularyOf(undefined);

function scan(text: string) {
  return scanLines(text, new LineIndex(text), vocabulary, 0);
}

/** Documents in which all labels may be alike, as in most real ones. */
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

describe('what a stage leaves out because there is nothing to decide', () => {
  it('would have changed nothing: fences', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { marks, traits } = scan(text);
        const quick = resolveFences(text, { marks, traits }, false);
        expect(quick).toEqual(resolveFences(text, { marks, traits: { ...traits, hides: true } }, false));
      }),
      { numRuns: runs },
    );
  });

  it('would have changed nothing: labels', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { marks, traits } = scan(text);
        const live = resolveFences(text, { marks, traits }, false).marks;
        const quick = acceptLabels(text, live, traits);
        expect(quick).toEqual(acceptLabels(text, live, { uniform: false, plans: true }));
      }),
      { numRuns: runs },
    );
  });

  it('would have changed nothing: headings and separators', () => {
    fc.assert(
      fc.property(document, (text) => {
        const { marks, traits } = scan(text);
        const live = resolveFences(text, { marks, traits }, false).marks;
        const quick = divide(text, { marks: live, traits });
        expect(quick).toEqual(divide(text, { marks: live, traits: { ...traits, divides: true } }));
      }),
      { numRuns: runs },
    );
  });
});

describe('a label spelt like an earlier one', () => {
  it('is the label that reading it anew gives', () => {
    fc.assert(
      fc.property(document, (text) => {
        for (const mark of scan(text).marks) {
          if (mark.kind !== 'block' || mark.spelling.decoration === 'tag') continue;
          expect(readLabel(text, mark.labelStart, mark.start, vocabulary)).toEqual(mark);
        }
      }),
      { numRuns: runs },
    );
  });
});
