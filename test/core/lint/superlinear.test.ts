import { expect, test } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

/** How often a piece is repeated: work that grows with the square of it would take half a minute and more. */
const COUNT = 60_000;
/** Seconds of processor time, several times what is taken now. */
const LIMIT = 10;

const cases: Readonly<Record<string, string>> = {
  'labels without text': '**Think**:\n'.repeat(COUNT),
  'labels of several kinds without text': '**User**:\n**Think**:\n**Action**:\n'.repeat(COUNT / 3),
  'rules that are disabled and never enabled': '<!-- sop-shots-disable empty-block, call-syntax -->\n'.repeat(COUNT),
  'fences that are never closed': '```\n'.repeat(COUNT),
  'comments that are never closed': '<!-- '.repeat(COUNT),
  'findings of one rule at every line': '**Think**: a\n**Think**: b\n'.repeat(COUNT / 2),
};

test.each(Object.entries(cases))(
  '%s are linted in time that grows with the text',
  { timeout: 120_000 },
  async (_, text) => {
    const service = createLanguageService(memoryHost({ 'a.shots.md': text }), { language: 'en' });
    const before = process.cpuUsage();
    await service.lint(memoryUri('a.shots.md'), { maxFindings: 1000 });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(LIMIT);
  },
);
