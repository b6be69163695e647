import { expect, test } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

test('a shot of very many empty blocks is linted in time that grows with it', { timeout: 120_000 }, async () => {
  const text = '**Think**:\n'.repeat(240_000);
  const service = createLanguageService(memoryHost({ 'a.shots.md': text }), { language: 'en' });
  const before = process.threadCpuUsage();
  const { diagnostics } = await service.lint(memoryUri('a.shots.md'), { maxFindings: 100 });
  const { user, system } = process.threadCpuUsage(before);
  expect(diagnostics.filter(({ rule }) => rule === 'empty-block')).toHaveLength(99);
  // Looking for each block from the beginning of its shot took 14 seconds of processor time.
  expect((user + system) / 1e6).toBeLessThan(10);
});
