import { estimateTokenCount } from 'tokenx';
import type { LoadedCounter, TokenCount } from '../../host.ts';
import { defineMessages } from '../../l10n/messages.ts';
import type { ShotsDocument } from '../../model/model.ts';
import { defineRule } from '../rule.ts';
import { integerOption, textOption } from '../ruleOptions.ts';

const say = defineMessages({
  shot: {
    en: 'This shot has {count} tokens ({tokenizer}), more than the limit of {budget} per shot.',
    'zh-CN': '这个示例的 token 数：{count}（{tokenizer}），超过单个示例的上限 {budget}。',
  },
  document: {
    en: 'The shots have {count} tokens in total ({tokenizer}), more than the limit of {budget} per document.',
    'zh-CN': '全部示例的 token 总数：{count}（{tokenizer}），超过文档的上限 {budget}。',
  },
  about: { en: 'about {count}', 'zh-CN': '约 {count}' },
  estimate: { en: 'estimate', 'zh-CN': '估算' },
  uncounted: {
    en: 'The tokens of this document are estimated: {reason}',
    'zh-CN': '此文档的 token 数为估算值：{reason}',
  },
});

/** A token has at least one byte, and a UTF-16 unit at most three. */
const MAX_TOKENS_PER_UNIT = 3;

/** The estimate has at most one token for a UTF-16 unit. */
const MAX_ESTIMATE_PER_UNIT = 1;

interface Budget {
  readonly shot: number;
  readonly document: number;
}

/** True if the tokens of a document have to be counted: shots that are short enough cannot have too many. */
export function needsTokenCounter({ shots }: ShotsDocument, { shot, document }: Budget): boolean {
  let total = 0;
  for (const { start, end } of shots) {
    if ((end - start) * MAX_TOKENS_PER_UNIT > shot) return true;
    total += end - start;
  }
  return document > 0 && total * MAX_TOKENS_PER_UNIT > document;
}

export const tokenBudget = defineRule({
  id: 'token-budget',
  group: 'data',
  summary: { en: 'Shots must not exceed the token limit.', 'zh-CN': '示例的 token 数不能超过上限。' },
  defaultSeverity: 'off',
  options: {
    shot: integerOption({ en: 'Maximum number of tokens per shot.', 'zh-CN': '单个示例的 token 上限。' }, 2000, 1),
    document: integerOption(
      {
        en: 'Maximum number of tokens of all shots of a document; 0 means no limit.',
        'zh-CN': '文档中全部示例的 token 上限；0 表示不限制。',
      },
      0,
    ),
    tokenizer: textOption(
      {
        en: 'Tokenizer that counts: `o200k`, `cl100k`, or the path of a `tokenizer.json`, relative to the project file.',
        'zh-CN': '用于计数的分词器：`o200k`、`cl100k`，或 `tokenizer.json` 的路径（相对于项目文件）。',
      },
      'o200k',
    ),
  },
  check: {
    shots: ({ document, tokenCounter }, budget, report) => {
      const [first] = document.shots;
      if (first === undefined || !needsTokenCounter(document, budget)) return;
      if (tokenCounter?.ok === false) {
        report({ range: first.request?.label ?? first, message: say('uncounted', { reason: tokenCounter.problem }) });
      }
      const count = createCount(tokenCounter);
      const tokenizer = tokenCounter?.ok ? tokenCounter.counter.name : say('estimate');
      const most = tokenCounter?.ok ? MAX_TOKENS_PER_UNIT : MAX_ESTIMATE_PER_UNIT;
      let total = 0;
      let isExact = true;
      for (const shot of document.shots) {
        const isShort = (shot.end - shot.start) * most <= budget.shot;
        if (isShort && budget.document === 0) continue;
        const counted = count(document.text.slice(shot.start, shot.end));
        total += counted.tokens;
        isExact &&= counted.isExact;
        if (counted.tokens <= budget.shot) continue;
        report({
          range: shot.request?.label ?? shot,
          message: say('shot', { count: toShown(counted), tokenizer, budget: budget.shot }),
        });
      }
      if (budget.document === 0 || total <= budget.document) return;
      report({
        range: first.request?.label ?? first,
        message: say('document', {
          count: toShown({ tokens: total, isExact }),
          tokenizer,
          budget: budget.document,
        }),
      });
    },
  },
});

function createCount(loaded: LoadedCounter | undefined): (text: string) => TokenCount {
  if (loaded?.ok) return (text) => loaded.counter.count(text);
  return (text) => ({ tokens: estimateTokenCount(text), isExact: false });
}

function toShown({ tokens, isExact }: TokenCount) {
  return isExact ? tokens : say('about', { count: tokens });
}
