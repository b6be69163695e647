import { defineMessages } from '../../l10n/messages.ts';
import type { Block, Shot } from '../../model/model.ts';
import { roleName } from '../roles.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  empty: { en: '`{label}` has no text.', 'zh-CN': '`{label}` 没有内容。' },
});

export const emptyBlock = defineRule({
  id: 'empty-block',
  group: 'structure',
  summary: { en: 'A label is followed by text.', 'zh-CN': '标签之后要有内容。' },
  defaultSeverity: 'error',
  patient: true,
  check: {
    shots: ({ document, survey }, _options, report) => {
      for (const { shot, block } of survey.notable.empty) {
        if (isHeading(shot, block)) continue;
        const label = roleName(block.role, document.habit);
        report({ range: block.label, message: say('empty', { label }), scope: block });
      }
    },
  },
});

/** `Step 1:` above its own think and action, and `Plan:` above labelled items, have their text in what follows. */
function isHeading(shot: Shot, block: Block): boolean {
  const next = shot.blocks[shot.blocks.indexOf(block) + 1];
  if (block.role === 'plan') return (shot.plan?.items.length ?? 0) > 0;
  return block.role === 'step' && (next?.role === 'think' || next?.role === 'action');
}
