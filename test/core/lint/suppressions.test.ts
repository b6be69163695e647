import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage, verbatim } from '../../../src/core/l10n/messages.ts';
import type { Finding } from '../../../src/core/lint/rule.ts';
import { applySuppressions } from '../../../src/core/lint/runner/applySuppressions.ts';
import { findComments, readSuppressions } from '../../../src/core/lint/runner/suppressions.ts';
import { LineIndex } from '../../../src/core/text/lineIndex.ts';

const KNOWN = ['call-syntax', 'empty-block', 'secret'];

/** Puts a finding of `rule` on every line that ends with `#rule`, and answers which of them are left. */
function check(text: string, active: readonly string[] = KNOWN) {
  const suppressions = readSuppressions(text, new LineIndex(text), findComments(text));
  const findings = [...text.matchAll(/#([\w-]+)$/gm)].map((match): Finding => {
    const range = { start: match.index, end: match.index + match[0].length };
    return { rule: match[1] ?? '', severity: 'error', message: verbatim(''), range };
  });
  const suppressed = applySuppressions(findings, suppressions, KNOWN, new Set(active));
  return {
    left: suppressed.findings.map(({ range }) => new LineIndex(text).positionAt(range.start).line),
    reports: suppressed.reports.map(({ range, message }) => [
      text.slice(range.start, range.end),
      renderMessage(message, 'en'),
    ]),
  };
}

describe('suppression comments', () => {
  it.each([
    ['one line', '<!-- sop-shots-disable-next-line secret -->\na #secret\nb #secret', [2]],
    ['every rule where none is named', '<!-- sop-shots-disable-next-line -->\na #secret\nb #empty-block', [2]],
    ['the named rule only', '<!-- sop-shots-disable-next-line empty-block -->\na #secret', [1]],
    ['several rules', '<!-- sop-shots-disable-next-line secret, empty-block -->\na #empty-block', []],
    ['a part', '<!-- sop-shots-disable secret -->\na #secret\n<!-- sop-shots-enable -->\nb #secret', [3]],
    ['all the rest', '<!-- sop-shots-disable secret -->\na #secret\nb #secret', []],
    [
      'until the same rule is enabled',
      '<!-- sop-shots-disable secret -->\n<!-- sop-shots-enable empty-block -->\na #secret\n<!-- sop-shots-enable secret -->\nb #secret',
      [4],
    ],
    [
      'one line below two comments',
      '<!-- sop-shots-disable-next-line secret -->\n<!-- sop-shots-disable-next-line empty-block -->\na #secret\nb #empty-block',
      [3],
    ],
    ['with a reason', '<!-- sop-shots-disable-next-line secret -- a test key -->\na #secret', []],
    ['over two lines', '<!--\nsop-shots-disable-next-line secret\n-->\na #secret', []],
    ['Windows lines', '<!-- sop-shots-disable-next-line secret -->\r\na\r\nb #secret', [2]],
    ['nothing by a longer word', '<!-- sop-shots-disabled secret -->\na #secret', [1]],
  ])('suppresses %s', (_name, text, left) => {
    expect(check(text).left).toEqual(left);
  });

  it.each([
    [
      'an unknown rule',
      '<!-- sop-shots-disable-next-line sercet -->\nb',
      [['sercet', 'Unknown rule `sercet`. Did you mean `secret`?']],
    ],
    ['a rule like none', '<!-- sop-shots-disable xyzzy -->', [['xyzzy', 'Unknown rule `xyzzy`.']]],
    [
      'an unused name',
      '<!-- sop-shots-disable-next-line secret empty-block -->\na #secret',
      [['empty-block', 'Unused suppression: `empty-block` has no problems here.']],
    ],
  ])('reports %s', (_name, text, reports) => {
    expect(check(text).reports).toEqual(reports);
  });

  it('calls no rule unused that was switched off', () => {
    expect(check('<!-- sop-shots-disable secret -->', ['empty-block']).reports).toEqual([]);
  });
});

describe('many suppression comments', () => {
  const directive = fc
    .tuple(fc.constantFrom('disable', 'enable'), fc.subarray(['call-syntax', 'empty-block', 'secret']))
    .map(([verb, rules]) => `<!-- sop-shots-${verb} ${rules.join(', ')} -->`);

  it('end where the first later enable of one of their rules, or of all rules, starts', () => {
    fc.assert(
      fc.property(fc.array(directive, { maxLength: 30 }), (comments) => {
        const text = comments.join('\n');
        const starts = comments.map((_, index) => comments.slice(0, index).join('\n').length + (index > 0 ? 1 : 0));
        const found = readSuppressions(text, new LineIndex(text), findComments(text));
        const ends = comments.flatMap((comment, index) => {
          if (!comment.includes('-disable ')) return [];
          const close = comments.findIndex((other, at) => at > index && closes(other, comment));
          return [close === -1 ? text.length : (starts[close] ?? 0) + '<!-- '.length];
        });
        expect(found.map(({ region }) => region.end)).toEqual(ends);
      }),
    );
  });

  it('look up the line of a comment at most twice', () => {
    let lookups = 0;
    class CountingIndex extends LineIndex {
      override lineAt(offset: number): number {
        lookups++;
        return super.lineAt(offset);
      }
    }
    const text = '<!-- sop-shots-disable-next-line secret -->\n'.repeat(300);
    const found = readSuppressions(text, new CountingIndex(text), findComments(text));
    expect(new Set(found.map(({ region }) => region.start))).toEqual(new Set([text.length]));
    expect(lookups).toBeLessThanOrEqual(2 * 300);
  });
});

function closes(enable: string, disable: string): boolean {
  if (!enable.includes('-enable ')) return false;
  const names = KNOWN.filter((id) => enable.includes(id));
  return names.length === 0 || names.some((id) => disable.includes(id));
}
