import { defineMessages } from '../../l10n/messages.ts';
import type { Block, Round, Shot } from '../../model/model.ts';
import { defineRule } from '../rule.ts';
import { getRoleName } from '../support/roles.ts';

const say = defineMessages({
  missing: {
    en: 'This `{action}` has no `{observation}`, but the shot continues.',
    'zh-CN': '这个 `{action}` 缺少 `{observation}`，而示例仍在继续。',
  },
});

export const missingObservation = defineRule({
  id: 'missing-observation',
  group: 'structure',
  summary: {
    en: 'Every action except the last must be followed by an observation.',
    'zh-CN': '除最后一个外，每个行动之后都必须有观察结果。',
  },
  defaultSeverity: 'error',
  deferred: true,
  check: {
    shots: ({ document, project, index }, _options, report) => {
      const finish = new Set(['finish', 'final_answer', ...project.finish.map((name) => name.toLowerCase())]);
      const names = {
        action: getRoleName('action', document.detectedStyle),
        observation: getRoleName('observation', document.detectedStyle),
      };
      for (const { shot, round } of index.shots.roundsWithoutObservation) {
        const action = round.actions.at(-1);
        if (action === undefined || action.role !== 'action' || isAnsweredElsewhere(shot, round)) continue;
        if (finish.has(firstWord(document.text, action).toLowerCase())) continue;
        report({ range: action.label, message: say('missing', names), scope: round });
      }
    },
  },
});

/** Before the answer no observation is needed, and `f(a = 1) -> result` has its own. */
function isAnsweredElsewhere(shot: Shot, round: Round): boolean {
  const next = shot.rounds[round.index + 1];
  if (next !== undefined && shot.answer !== undefined && shot.answer.start < next.start) return true;
  // A reflection on a trial comes after its last action.
  if (next !== undefined && next.actions.length === 0 && next.blocks[0]?.label.decoration === 'token') return true;
  const calls = round.actions.flatMap((action) => action.calls);
  return calls.length > 0 && calls.every((call) => call.result !== undefined);
}

/** `Finish[…]` ends what it is in, even where the next shot was not marked as one. */
function firstWord(text: string, { content }: Block): string {
  return /^[\w-]+/.exec(text.slice(content.start, content.start + 40))?.[0] ?? '';
}
