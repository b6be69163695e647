import { defineMessages } from '../../l10n/messages.ts';
import type { Block, Shot } from '../../model/model.ts';
import { ROLES } from '../../parser/roles.ts';
import { isUnlabelledAction } from '../../parser/tokenBlock.ts';
import { defineRule } from '../rule.ts';
import { getRoleName } from '../support/roles.ts';
import { hasStrayLabels } from '../support/strayLabels.ts';

const say = defineMessages({
  missing: {
    en: '`{found}` has no `{expected}` after it.',
    'zh-CN': '`{found}` 之后缺少 `{expected}`。',
  },
  unanswered: {
    en: '`{found}` has no `{expected}` before it.',
    'zh-CN': '`{found}` 之前缺少 `{expected}`。',
  },
  uncalled: {
    en: 'No call before this `{found}` asks for its result.',
    'zh-CN': '此 `{found}` 之前没有对应的调用。',
  },
});

export const missingAction = defineRule({
  id: 'missing-action',
  group: 'structure',
  summary: { en: 'Every round must contain an action.', 'zh-CN': '每一轮都必须有行动。' },
  defaultSeverity: 'error',
  deferred: true,
  check: {
    shots: ({ document, index }, _options, report) => {
      for (const shot of index.shots.irregularShots) {
        const place = firstWithout(shot);
        if (place === undefined || hasStrayLabels(document, shot)) continue;
        const expected = getRoleName(place.role === 'apiSchema' ? 'apiRequest' : 'action', document.detectedStyle);
        const found = getRoleName(place.role, document.detectedStyle);
        report({
          range: place.label,
          message: say(place.role === 'observation' ? 'unanswered' : 'missing', { found, expected }),
          scope: { start: place.start, end: shot.end },
        });
      }
      for (const shot of index.shots.chats) {
        for (const block of resultsWithoutCall(document.text, shot)) {
          const found = getRoleName(block.role, document.detectedStyle);
          report({ range: block.label, message: say('uncalled', { found }), maxSeverity: 'warning' });
        }
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
        if (block.content.start < block.content.end && leadsNowhere(shot, block, blocks[index + 1])) return block;
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
  if (before === undefined || before.role === 'apiResponse') return false;
  const { part } = ROLES[before.role];
  return part !== undefined && part !== 'think';
}

/** An observation directly before its action is reported by `block-order`. */
function isMisplaced(blocks: readonly Block[], index: number): boolean {
  return blocks[index + 1]?.role === 'action' && blocks[index + 2]?.role !== 'observation';
}

/** A thought may lead to an action, a plan, a step or the answer; a last one also to words of its own to the user. */
function leadsNowhere(shot: Shot, block: Block, next: Block | undefined): boolean {
  // A reflection ends a trial.
  if (next === undefined) return shot.reply === undefined && block.label.decoration !== 'token';
  // Where actions have no labels, a game answers to thoughts too.
  return next.role === 'think' && !shot.blocks.some(isUnlabelledAction);
}

function isWithoutRequest(next: Block | undefined): boolean {
  return next === undefined || next.role === 'answer' || next.role === 'apiResponse';
}

/** The results in a chat for which no call is left. */
function resultsWithoutCall(text: string, { blocks }: Shot): readonly Block[] {
  let open = 0;
  return blocks.filter((block) => {
    const { part } = ROLES[block.role];
    if (part === 'act') open += countOpenCalls(text, block);
    if (part === 'act' || block.role !== 'observation') return false;
    open--;
    return open < 0;
  });
}

/** Code that an agent runs, between tags. */
const RUNS_CODE = /<execute(?:_[a-z]{1,20})?>/;

/** How many results the calls of a block need. An action in words may have one. */
function countOpenCalls(text: string, { role, calls, content }: Block): number {
  if (calls.length === 0)
    return role === 'assistant' && !RUNS_CODE.test(text.slice(content.start, content.end)) ? 0 : 1;
  return calls.filter((call) => call.result === undefined).length;
}
