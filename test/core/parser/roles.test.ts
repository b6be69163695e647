import { describe, expect, it, test } from 'vitest';
import { labelWords, parseShots } from '../../../src/core/index.ts';
import { labelNames, ROLE_NAMES, ROLES, ROLES_WITH_WORDS } from '../../../src/core/parser/roles.ts';

function rolesOf(text: string) {
  return parseShots(text).nodes.flatMap((node) => (node.kind === 'block' ? [node.role] : []));
}

describe('the table of roles', () => {
  it('gives no word to two roles', () => {
    const words = ROLE_NAMES.flatMap((role) => labelWords()[role].map((word) => word.toLowerCase()));
    expect(new Set(words).size).toBe(words.length);
  });

  test.each(ROLES_WITH_WORDS)('%s is written with one of its own words', (role) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const words = ROLES[role].words[language].map((word) => word.toLowerCase());
      expect(words).toContain(labelNames(language)[role].toLowerCase());
    }
  });

  test.each(ROLE_NAMES)('whatever usually follows %s may follow it', (role) => {
    const { followedBy, usuallyFollowedBy } = ROLES[role];
    expect(usuallyFollowedBy.filter((other) => !followedBy.includes(other))).toEqual([]);
  });
});

describe('words of think that speak of a look back', () => {
  it.each([
    [
      '**User**: why is it cold?\n**Reflection**: the last try failed.\n**Action**: ask for the model.\n**Observation**: K-20',
    ],
    ['用户：为什么不热？\n反思：上次查错了型号。\n行动：询问型号。\n观察：K-20'],
    ['用户：为什么不热？\n分析：先确认型号。\n行动：询问型号。\n观察：K-20'],
    ['User: why is it cold?\nAnalysis: the model matters.\nAction: ask for the model.\nObservation: K-20'],
  ])('%j', (text) => {
    expect(rolesOf(text)).toEqual(['user', 'think', 'action', 'observation']);
  });
});
