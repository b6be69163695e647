import { defineMessages } from '../../l10n/messages.ts';
import type { Block } from '../../model/model.ts';
import type { CallNode } from '../../parser/callNodes.ts';
import { encloses, type TextRange } from '../../text/range.ts';
import { findControlTokens } from '../analysis/controlTokens.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  token: {
    en: '`{token}` is a control token of {models}. Most trainers read it as one; write it differently.',
    'zh-CN': '`{token}` 是 {models} 的控制 token，多数训练程序会把它当作控制 token，请换一种写法。',
  },
});

/** Calls may be written in tags, and so may results. */
const CALL_TAG = /^<\/?tool_(?:call|response)>$/;

export const controlToken = defineRule({
  id: 'control-token',
  group: 'data',
  summary: {
    en: 'Texts must not contain control tokens of models.',
    'zh-CN': '文本不能包含模型的控制 token。',
  },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document }, _options, report) => {
      const tokens = findControlTokens(document.text).filter(({ token }) => !CALL_TAG.test(token));
      if (tokens.length === 0) return;
      const { text, shots } = document;
      const blocks = shots.flatMap((shot) => shot.blocks);
      let next = 0;
      for (const { token, models, start, end } of tokens) {
        while (blocks[next] !== undefined && (blocks[next]?.content.end ?? 0) < end) next++;
        const block = blocks[next];
        if (block === undefined || start < block.content.start || isOfCall(text, block, { start, end })) continue;
        report({ range: { start, end }, message: say('token', { token, models }) });
      }
    },
  },
});

/** The most text between a call and a token that belongs to it. */
const MAX_GAP = 40;

/** True for a token of the notation in which a call is written: it is in the call, directly before or after it. */
function isOfCall(text: string, { calls }: Block, { start, end }: TextRange): boolean {
  return calls.some((call) => {
    if (encloses(call, { start, end })) return isTagged(call) || start < call.name.start;
    if (!isTagged(call)) return false;
    const isBefore = end <= call.start && call.start - end < MAX_GAP;
    const isAfter = start >= call.end && start - call.end < MAX_GAP;
    return (
      (isBefore && /^[\s[]*$/.test(text.slice(end, call.start))) ||
      (isAfter && /^[\s\]]*$/.test(text.slice(call.end, start)))
    );
  });
}

function isTagged({ form }: CallNode): boolean {
  return form === 'tagged' || form === 'xml';
}
