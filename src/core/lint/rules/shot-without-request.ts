import { defineMessages } from '../../l10n/messages.ts';
import type { Shot, ShotsDocument } from '../../model/model.ts';
import { defineRule } from '../rule.ts';
import { getRoleName } from '../support/roles.ts';
import { hasStrayLabels } from '../support/strayLabels.ts';

const say = defineMessages({
  without: {
    en: 'This shot starts with `{found}`. A shot must start with a request (`{expected}`).',
    'zh-CN': '这个示例以 `{found}` 开头。示例必须以用户的请求（`{expected}`）开头。',
  },
});

export const shotWithoutRequest = defineRule({
  id: 'shot-without-request',
  group: 'structure',
  summary: { en: "A shot must start with the user's request.", 'zh-CN': '示例必须以用户的请求开头。' },
  defaultSeverity: 'error',
  check: {
    shots: ({ document, index }, _options, report) => {
      for (const shot of index.shots.shotsWithoutRequest) {
        const [first] = shot.blocks;
        if (first === undefined) continue;
        const found = getRoleName(first.role, document.detectedStyle);
        report({
          range: first.label,
          message: say('without', { found, expected: getRoleName('user', document.detectedStyle) }),
          ...(hasStrayLabels(document, shot) || isFragment(document, shot) ? { maxSeverity: 'hint' } : {}),
        });
      }
    },
  },
});

/** True for a part of a shot that a document shows in a fence of its own. */
function isFragment({ text }: ShotsDocument, { start }: Shot): boolean {
  return /(?:^|\n)[ \t]{0,9}(?:`{3,9}|~{3,9})[^\n`]{0,99}\s{0,9}$/.test(text.slice(Math.max(0, start - 200), start));
}
