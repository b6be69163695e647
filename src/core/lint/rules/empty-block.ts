import { defineMessages } from '../../l10n/messages.ts';
import type { Block, Shot, ShotsDocument } from '../../model/model.ts';
import { isObservation } from '../../parser/roles.ts';
import { defineRule, type Report } from '../rule.ts';
import { getRoleName } from '../support/roles.ts';

const say = defineMessages({
  empty: { en: '`{label}` is empty.', 'zh-CN': '`{label}` 的内容为空。' },
  write: { en: 'Write `{text}`', 'zh-CN': '写为 `{text}`' },
});

/** What to write where a call printed nothing. */
const NO_OUTPUT = { en: '(no output)', 'zh-CN': '（无输出）' } as const;

export const emptyBlock = defineRule({
  id: 'empty-block',
  group: 'structure',
  summary: { en: 'Blocks must not be empty.', 'zh-CN': '段落内容不能为空。' },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  deferred: true,
  check: {
    shots: ({ document, index }, _options, report) => {
      let last: Shot | undefined;
      let at = 0;
      for (const { shot, block } of index.shots.emptyBlocks) {
        // They are in order: to search each shot from its beginning would take time that grows with the square of its blocks.
        at = shot.blocks.indexOf(block, shot === last ? at : 0);
        last = shot;
        if (isHeading(shot, block, shot.blocks[at + 1])) continue;
        const label = getRoleName(block.role, document.detectedStyle);
        const range = block.label;
        const message = say('empty', { label });
        if (isObservation(block.role)) report({ range, message, scope: block, ...mildly(document, block) });
        else report({ range, message, scope: block });
      }
    },
  },
});

/** A command that prints nothing is legitimate, although a model learns more from words that say so. */
function mildly({ detectedStyle }: ShotsDocument, { label }: Block): Pick<Report, 'maxSeverity' | 'suggestions'> {
  const text = NO_OUTPUT[detectedStyle.language];
  const newText = detectedStyle.spaceAfterColon ? ` ${text}` : text;
  const edits = [{ range: { start: label.end, end: label.end }, newText }];
  return { maxSeverity: 'warning', suggestions: [{ title: say('write', { text }), edits }] };
}

/** `Step 1:` above its own think and action, and `Plan:` above labelled items, have their text in what follows. */
function isHeading(shot: Shot, block: Block, next: Block | undefined): boolean {
  if (block.role === 'plan') return (shot.plan?.items.length ?? 0) > 0;
  return block.role === 'step' && (next?.role === 'think' || next?.role === 'action');
}
