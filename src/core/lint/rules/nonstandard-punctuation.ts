import type { CheckedCall } from '../../callChecks/checkedCall.ts';
import { defineMessages, type MessageArgument, verbatim } from '../../l10n/messages.ts';
import type { PunctuationProblem } from '../../parser/callNodes.ts';
import { createFix, defineRule, type Report } from '../rule.ts';
import { hasSyntaxProblem } from '../support/callEdits.ts';
import { getSeverityLimit } from '../support/callRanges.ts';
import { toExcerpt } from '../support/wording.ts';

const say = defineMessages({
  replace: { en: 'Use {expected} instead of {found} in a call.', 'zh-CN': '调用中的 {found} 应为 {expected}。' },
  drop: { en: '{found} is not allowed in a call.', 'zh-CN': '调用中不允许使用 {found}。' },
  several: {
    en: 'The call contains {found}, which a model would copy. Use ASCII punctuation.',
    'zh-CN': '调用中使用了 {found}，模型会照搬。请使用半角标点。',
  },
  backticks: { en: 'backticks', 'zh-CN': '反引号' },
  invisible: { en: 'an invisible character', 'zh-CN': '不可见字符' },
  fix: { en: 'Use ASCII punctuation', 'zh-CN': '改用半角标点' },
});

export const nonstandardPunctuation = defineRule({
  id: 'nonstandard-punctuation',
  group: 'calls',
  summary: {
    en: 'Calls must use ASCII punctuation and no decoration.',
    'zh-CN': '调用必须使用半角标点，不能加修饰符号。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    shots: ({ document, index }, _options, report) => {
      for (const checked of index.calls.withParseProblems) {
        const places = checked.site.call.problems.filter((problem) => problem.kind === 'punctuation');
        if (places.length > 0) report(finding(document.text, checked, places));
      }
    },
  },
});

/** One finding per call: the characters come in pairs and are fixed together. */
function finding(text: string, checked: CheckedCall, places: readonly PunctuationProblem[]): Report {
  const range = {
    start: Math.min(...places.map((place) => place.start)),
    end: Math.max(...places.map((place) => place.end)),
  };
  const message = messageFor(text, places);
  if (hasSyntaxProblem(checked.site.call)) return { range, message, ...getSeverityLimit(checked) };
  const fix = createFix(
    say('fix'),
    places.map(({ start, end, replacement }) => ({ range: { start, end }, newText: replacement })),
  );
  // Full-width punctuation is right in prose, so a mention is left to its author.
  return checked.site.mention
    ? { range, message, suggestions: [fix], ...getSeverityLimit(checked) }
    : { range, message, fix };
}

function messageFor(text: string, places: readonly PunctuationProblem[]) {
  const [first] = places;
  const found = [...new Set(places.map((place) => text.slice(place.start, place.end)))].map(shown);
  if (places.length > 1 || first === undefined) return say('several', { found });
  if (first.replacement.trim() === '') return say('drop', { found });
  return say('replace', { found, expected: `\`${first.replacement}\`` });
}

function shown(mark: string): MessageArgument {
  if (mark.replace(/[\s\u200b\ufeff]/g, '') === '') return say('invisible');
  if (mark.includes('`')) return say('backticks');
  return verbatim(`\`${toExcerpt(mark, { start: 0, end: mark.length }).trim()}\``);
}
