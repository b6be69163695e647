import { defineMessages } from '../../l10n/messages.ts';
import type { Block, Shot } from '../../model/model.ts';
import { roleName } from '../roles.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  missing: {
    en: '`{found}` is not followed by the `{wanted}` it leads to.',
    'zh-CN': '`{found}` 之后缺少对应的 `{wanted}`。',
  },
  unanswered: {
    en: '`{found}` answers no `{wanted}`: there is none before it.',
    'zh-CN': '`{found}` 之前没有对应的 `{wanted}`。',
  },
});

export const missingAction = defineRule({
  id: 'missing-action',
  group: 'structure',
  summary: { en: 'A round acts: a thought leads to an action.', 'zh-CN': '每一轮都要有行动：思考之后要有动作。' },
  defaultSeverity: 'error',
  patient: true,
  check: {
    shots: ({ document, survey }, _options, report) => {
      for (const shot of survey.notable.irregular) {
        const place = firstWithout(shot);
        if (place === undefined) continue;
        const wanted = roleName(place.role === 'apiSchema' ? 'apiRequest' : 'action', document.habit);
        const found = roleName(place.role, document.habit);
        report({
          range: place.label,
          message: say(place.role === 'observation' ? 'unanswered' : 'missing', { found, wanted }),
          scope: { start: place.start, end: shot.end },
        });
      }
    },
  },
});

/** The first block of a shot that leads to no action, or answers none. One a shot is enough: the rest follows from it. */
function firstWithout(shot: Shot): Block | undefined {
  const { blocks } = shot;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    switch (block?.role) {
      case 'think':
        // A thought without words is `empty-block`'s finding, and whatever follows from it.
        if (block.content.start < block.content.end && leadsNowhere(shot, blocks[index + 1])) return block;
        break;
      case 'observation':
        if (!answersSomething(blocks[index - 1]) && !isMisplaced(blocks, index)) return block;
        break;
      case 'apiSchema':
        if (isWithoutRequest(blocks[index + 1])) return block;
        break;
      default:
    }
  }
  return undefined;
}

function answersSomething(before: Block | undefined): boolean {
  switch (before?.role) {
    case 'action':
    case 'actionInput':
    case 'observation':
    case 'step':
    case 'apiRequest':
      return true;
    default:
      return false;
  }
}

/** An observation that only stands before its action is `block-order`'s finding. */
function isMisplaced(blocks: readonly Block[], index: number): boolean {
  return blocks[index + 1]?.role === 'action' && blocks[index + 2]?.role !== 'observation';
}

/** A thought may lead to an action, a plan, a step or the answer; a last one also to words of its own to the user. */
function leadsNowhere(shot: Shot, next: Block | undefined): boolean {
  return next === undefined ? shot.reply === undefined : next.role === 'think';
}

function isWithoutRequest(next: Block | undefined): boolean {
  return next === undefined || next.role === 'answer' || next.role === 'apiResponse';
}
