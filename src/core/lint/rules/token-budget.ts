import { estimateTokenCount, isWithinTokenLimit } from 'tokenx';
import { defineMessages } from '../../l10n/messages.ts';
import { integerOption } from '../options.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  shot: {
    en: 'This shot has about {count} tokens; the budget of a shot is {budget}.',
    'zh-CN': '这个示例约 {count} 个 token，超过单个示例的预算 {budget}。',
  },
  document: {
    en: 'The shots have about {count} tokens together; the budget of a document is {budget}.',
    'zh-CN': '全部示例共约 {count} 个 token，超过文档的预算 {budget}。',
  },
});

export const tokenBudget = defineRule({
  id: 'token-budget',
  group: 'data',
  summary: { en: 'Shots keep within a budget of tokens.', 'zh-CN': '示例的 token 数不超过预算。' },
  defaultSeverity: 'off',
  options: {
    shot: integerOption(
      { en: 'Tokens one shot may have, by estimate.', 'zh-CN': '单个示例的 token 预算（估算）。' },
      2000,
      1,
    ),
    document: integerOption(
      {
        en: 'Tokens all shots of a document may have together; 0 for any number.',
        'zh-CN': '整个文档示例的 token 预算；0 表示不限。',
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
