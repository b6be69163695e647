import { describe, expect, it } from 'vitest';
import { renderMessage, verbatim } from '../../../src/core/l10n/messages.ts';
import type { Finding } from '../../../src/core/lint/rule.ts';
import { silence } from '../../../src/core/lint/silencing.ts';
import { commentsOf, readSuppressions } from '../../../src/core/lint/suppressions.ts';
import { LineIndex } from '../../../src/core/text/lineIndex.ts';

const KNOWN = ['call-syntax', 'empty-block', 'secret'];

/** Puts a finding of `rule` on every line that ends with `#rule`, and answers which of them are left. */
function check(text: string, active: readonly string[] = KNOWN) {
  const suppressions = readSuppressions(text, new LineIndex(text), commentsOf(text));
  const findings = [...text.matchAll(/#([\w-]+)$/gm)].map((match): Finding => {
    const range = { start: match.index, end: match.index + match[0].length };
    return { rule: match[1] ?? '', severity: 'error', message: verbatim(''), range };
  });
  const silenced = silence(findings, suppressions, KNOWN, new Set(active));
  return {
    left: silenced.findings.map(({ range }) => new LineIndex(text).positionAt(range.start).line),
    reports: silenced.reports.map(({ range, message }) => [
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
  ])('silences %s', (_name, text, left) => {
    expect(check(text).left).toEqual(left);
  });

  it.each([
    [
      'an unknown rule',
      '<!-- sop-shots-disable-next-line sercet -->\nb',
      [['sercet', 'There is no rule `sercet`; did you mean `secret`?']],
    ],
    ['a rule like none', '<!-- sop-shots-disable xyzzy -->', [['xyzzy', 'There is no rule `xyzzy`.']]],
    [
      'an unused name',
      '<!-- sop-shots-disable-next-line secret empty-block -->\na #secret',
      [['empty-block', '`empty-block` finds nothing here, so there is nothing to suppress.']],
    ],
  ])('reports %s', (_name, text, reports) => {
    expect(check(text).reports).toEqual(reports);
  });

  it('calls no rule unused that was switched off', () => {
    expect(check('<!-- sop-shots-disable secret -->', ['empty-block']).reports).toEqual([]);
  });
});
