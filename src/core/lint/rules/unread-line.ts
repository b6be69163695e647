import { defineMessages } from '../../l10n/messages.ts';
import type { Procedure } from '../../procedures/procedure.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  unread: {
    en: 'This line is between steps, but is not recognized as a step. Number it, or indent it under its step.',
    'zh-CN': '这一行位于步骤之间，但未被识别为步骤。请为其编号，或缩进到所属步骤之下。',
  },
  nothing: {
    en: 'No steps are recognized in this procedure. Number them ("1. …", "Step 1: …"), or announce a list with "follow these steps:".',
    'zh-CN': '此流程中没有识别到步骤。请为步骤编号（“1. ……”“第一步，……”），或用“以下步骤：”引出列表。',
  },
});

export const unreadLine = defineRule({
  id: 'unread-line',
  group: 'procedure',
  summary: { en: 'Every line between steps should be recognized.', 'zh-CN': '步骤之间的每一行都应能被识别。' },
  defaultSeverity: 'hint',
  check: {
    procedure: ({ procedure }, _options, report) => {
      const { lineKinds, lines, text } = procedure;
      if (hasNothing(procedure)) {
        const line = lineKinds.findIndex((kind) => kind !== 'blank' && kind !== 'meta');
        const start = lines.lineStart(Math.max(0, line));
        if (text.trim() !== '')
          report({ range: { start, end: lines.lineEnd(Math.max(0, line)) }, message: say('nothing') });
        return;
      }
      for (const [line, kind] of lineKinds.entries()) {
        if (kind === 'unread') {
          report({ range: { start: lines.lineStart(line), end: lines.lineEnd(line) }, message: say('unread') });
        }
      }
    },
  },
});

function hasNothing({ flow, steps }: Procedure): boolean {
  return (
    steps.length === 0 && !flow.nodes.some(({ kind }) => kind === 'step' || kind === 'call') && flow.rules.length === 0
  );
}
