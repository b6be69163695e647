import { defineMessages, type MessageArgument, verbatim } from '../../l10n/messages.ts';
import type { PunctuationProblem } from '../../parser/callNodes.ts';
import { leniency } from '../callPlaces.ts';
import type { CheckedCall } from '../checkedCall.ts';
import { defineRule, type Fix, type Report } from '../rule.ts';
import { excerpt } from '../wording.ts';

const say = defineMessages({
  replace: { en: '{found} stands in a call where {wanted} belongs.', 'zh-CN': '调用里的 {found} 应写成 {wanted}。' },
  drop: { en: '{found} does not belong in a call.', 'zh-CN': '调用里不应有 {found}。' },
  several: {
    en: 'The call is written with {found}, which a model would copy; use ASCII punctuation.',
    'zh-CN': '调用里用了 {found}，模型会照着学，请改用半角标点。',
  },
  backticks: { en: 'backticks', 'zh-CN': '反引号' },
  invisible: { en: 'an invisible character', 'zh-CN': '不可见字符' },
  fix: { en: 'Use ASCII punctuation', 'zh-CN': '改用半角标点' },
});

export const nonstandardPunctuation = defineRule({
  id: 'nonstandard-punctuation',
  group: 'calls',
  summary: {
    en: 'Calls are written with ASCII punctuation and without decoration.',
    'zh-CN': '调用用半角标点书写，不加修饰。',
  },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    shots: ({ document, survey }, _options, report) => {
      for (const checked of survey.calls.remarked) {
        const places = checked.site.call.problems.filter((problem) => problem.kind === 'punctuation');
        if (places.length > 0) report(finding(document.text, checked, places));
      }
    },
  },
});

/** One finding a call: its marks come in pairs and are mended together. */
function finding(text: string, checked: CheckedCall, places: readonly PunctuationProblem[]): Report {
  const fix: Fix = {
    title: say('fix'),
    edits: places.map(({ start, end, replacement }) => ({ range: { start, end }, newText: replacement })),
  };
  const range = {
    start: Math.min(...places.map((place) => place.start)),
    end: Math.max(...places.map((place) => place.end)),
  };
  const message = messageFor(text, places);
  // Full-width punctuation is right in prose, so a mention is left to its author.
  return checked.site.mention ? { range, message, suggestions: [fix], ...leniency(checked) } : { range, message, fix };
}

function messageFor(text: string, places: readonly PunctuationProblem[]) {
  const [first] = places;
  const found = [...new Set(places.map((place) => text.slice(place.start, place.end)))].map(shown);
  if (places.length > 1 || first === undefined) return say('several', { found });
  if (first.replacement.trim() === '') return say('drop', { found });
  return say('replace', { found, wanted: `\`${first.replacement}\`` });
}

function shown(mark: string): MessageArgument {
  if (mark.replace(/[\s\u200b\ufeff]/g, '') === '') return say('invisible');
  if (mark.includes('`')) return say('backticks');
  return verbatim(`\`${excerpt(mark, { start: 0, end: mark.length }).trim()}\``);
}
