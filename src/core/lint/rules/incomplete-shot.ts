import { defineMessages } from '../../l10n/messages.ts';
import type { Shot, ShotsDocument } from '../../model/model.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  incomplete: { en: 'This shot contains only a request.', 'zh-CN': '这个示例只有请求，没有后续内容。' },
  unanswered: {
    en: 'This shot ends with a turn of the user. An export leaves that turn out.',
    'zh-CN': '这个示例以用户的话结束，导出时会去掉这一轮。',
  },
});

export const incompleteShot = defineRule({
  id: 'incomplete-shot',
  group: 'structure',
  summary: { en: 'A shot must show how the request is handled.', 'zh-CN': '示例必须写出如何处理请求。' },
  defaultSeverity: 'warning',
  deferred: true,
  check: {
    shots: ({ document, index }, _options, report) => {
      const isOnlyRequests = isMadeOfRequests(document);
      for (const shot of index.shots.chats) {
        const last = shot.blocks.at(-1);
        if (last?.role === 'userTurn' && !isPrompt(document, shot))
          report({ range: last.label, message: say('unanswered'), scope: last });
      }
      for (const shot of index.shots.bareRequests) {
        const { request } = shot;
        if (request === undefined || isPrompt(document, shot)) continue;
        // A request without words is `empty-block`'s finding already.
        if (request.content.end > request.content.start) {
          const mildly = isOnlyRequests ? ({ maxSeverity: 'hint' } as const) : {};
          report({ range: request.label, message: say('incomplete'), scope: request, ...mildly });
          if (isOnlyRequests) return;
        }
      }
    },
  },
});

/** Words of a request that prose often begins a line with. */
const COMMON_WORDS: ReadonlySet<string> = new Set(['task', 'claim', 'customer', 'customer question']);

/**
 * True if the document has nothing but requests: several whose answers are in their own words, or words of prose such as
 * `Task:`. One finding is enough then.
 */
function isMadeOfRequests({ text, shots }: ShotsDocument): boolean {
  const isBare = shots.every(({ blocks, request }) => blocks.length === 1 && request?.label.boldSpan === undefined);
  if (!isBare) return false;
  const words = shots.map(({ request }) =>
    text.slice(request?.label.word.start, request?.label.word.end).toLowerCase(),
  );
  return shots.length > 2 || words.every((word) => COMMON_WORDS.has(word));
}

/** True for the last turn of the user between tokens after which a model goes on: it is the request itself. */
function isPrompt({ text, tree, shots }: ShotsDocument, shot: Shot): boolean {
  return tree.turns === 'tokens' && shot === shots.at(-1) && text.slice(shot.end).trim() !== '';
}
