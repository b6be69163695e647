import { ROLES, ROLES_WITH_WORDS, type Role } from '../../src/core/parser/roles.ts';

const HEADERS = { en: '| role | English | Chinese |', 'zh-CN': '| 角色 | 英文 | 中文 |' } as const;

/** The table of the label words for docs/format.md, in the language of the page. */
export function labelTable(language: 'en' | 'zh-CN'): string {
  const rows = ROLES_WITH_WORDS.map((role) => {
    const title = language === 'en' ? roleTitle(role) : (ROLES[role].words['zh-CN'][0] ?? role);
    return `| ${title} | ${words(role, 'en')} | ${words(role, 'zh-CN')} |`;
  });
  return [HEADERS[language], '|---|---|---|', ...rows].join('\n');
}

/** `actionInput` as `action input`, `apiSchema` as `API schema`. */
function roleTitle(role: Role): string {
  return role.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^api/, 'API');
}

/** Words that need a number are shown with one. */
const NUMBERED: Readonly<Record<string, string>> = { Step: 'Step N', 步骤: '步骤 N', 第: '第 N 步' };

function words(role: Role, language: 'en' | 'zh-CN'): string {
  return ROLES[role].words[language].map((word) => NUMBERED[word] ?? word).join(', ');
}
