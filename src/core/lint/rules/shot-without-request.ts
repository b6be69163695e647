import { defineMessages } from '../../l10n/messages.ts';
import { roleName } from '../roles.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  without: {
    en: 'This shot begins with `{found}`; a shot begins with what the user asks (`{wanted}`).',
    'zh-CN': '这个示例以 `{found}` 开头；示例应以用户的请求（`{wanted}`）开头。',
  },
});

export const shotWithoutRequest = defineRule({
  id: 'shot-without-request',
  group: 'structure',
  summary: { en: 'A shot begins with what the user asks.', 'zh-CN': '示例以用户的请求开头。' },
  defaultSeverity: 'error',
  check: {
    shots: ({ document }, _options, report) => {
      for (const shot of document.shots) {
        const [first] = shot.blocks;
        if (shot.request !== undefined || first === undefined) continue;
        const found = roleName(first.role, document.habit);
        report({ range: first.label, message: say('without', { found, wanted: roleName('user', document.habit) }) });
      }
    },
  },
});
