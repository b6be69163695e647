import { estimateTokenCount, isWithinTokenLimit } from 'tokenx';
import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';
import { integerOption } from '../ruleOptions.ts';

const say = defineMessages({
  shot: {
    en: 'This shot has about {count} tokens, more than the limit of {budget} per shot.',
    'zh-CN': '这个示例约有 {count} 个 token，超过单个示例的上限 {budget}。',
  },
  document: {
    en: 'The shots have about {count} tokens in total, more than the limit of {budget} per document.',
    'zh-CN': '全部示例共约 {count} 个 token，超过文档的上限 {budget}。',
  },
});

export const tokenBudget = defineRule({
  id: 'token-budget',
  group: 'data',
  summary: { en: 'Shots must not exceed the token limit.', 'zh-CN': '示例的 token 数不能超过上限。' },
  defaultSeverity: 'off',
  options: {
    shot: integerOption(
      { en: 'Maximum number of tokens per shot (estimated).', 'zh-CN': '单个示例的 token 上限（估算）。' },
      2000,
      1,
    ),
    document: integerOption(
      {
        en: 'Maximum number of tokens of all shots of a document; 0 means no limit.',
        'zh-CN': '文档中全部示例的 token 上限；0 表示不限制。',
      },
      0,
    ),
  },
  check: {
    shots: ({ document }, budget, report) => {
      let total = 0;
      for (const shot of document.shots) {
        const length = shot.end - shot.start;
        // The estimate never has more tokens than characters, so most shots need not be read at all.
        if (length > budget.shot) {
          const text = document.text.slice(shot.start, shot.end);
          if (!isWithinTokenLimit(text, budget.shot)) {
            const count = estimateTokenCount(text);
            report({ range: shot.request?.label ?? shot, message: say('shot', { count, budget: budget.shot }) });
          }
        }
        if (budget.document > 0) total += estimateTokenCount(document.text.slice(shot.start, shot.end));
      }
      const [first] = document.shots;
      if (budget.document === 0 || total <= budget.document || first === undefined) return;
      report({
        range: first.request?.label ?? first,
        message: say('document', { count: total, budget: budget.document }),
      });
    },
  },
});
