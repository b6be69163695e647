import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import {
  type Coverage,
  createCoverageMeter,
  getTotals,
  getWholeShare,
  reportCoverage,
  toCoverageTree,
} from '../../../src/evaluation/index.ts';
import { readFlowFixture } from '../../support/flowText.ts';
import { memoryHost } from '../../support/memoryHost.ts';
import { runs } from '../../support/properties.ts';

const folder = new URL('../../fixtures/procedures/trades/', import.meta.url);
const lines = readdirSync(folder).flatMap((file) => {
  return readFlowFixture(readFileSync(new URL(file, folder), 'utf8')).text.split('\n');
});
const procedure = fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 15 });
const round = fc
  .record({ step: fc.integer({ min: 1, max: 9 }), action: fc.constantFrom(...lines, 'Find(error = "a", kind = "x")') })
  .map(({ step, action }) => `<!-- step ${step} -->\n**Think**: t\n**Action**: ${action}\n**Observation**: o\n`);
const shots = fc.array(
  fc.array(round, { maxLength: 4 }).map((rounds) => `**User**: q\n\n${rounds.join('\n')}`),
  { maxLength: 3 },
);
const TOOLS = JSON.stringify([
  {
    name: 'Find',
    parameters: {
      type: 'object',
      properties: { error: { type: 'string' }, kind: { type: 'string', enum: ['x', 'y'] } },
    },
  },
]);

async function measure(sop: string, documents: readonly string[], includes: (index: number) => boolean) {
  const head = '---\nsop: ./a.sop.md\ntools: ./a.tools.json\n---\n\n';
  const files = { 'a.sop.md': sop, 'a.tools.json': TOOLS, 'a.shots.md': head + documents.join('\n---\n\n') };
  const service = createLanguageService(memoryHost(files), { language: 'en' });
  const coverage = await createCoverageMeter(() => service).measure(
    { shots: ['file:///w/a.shots.md'], procedures: [], tools: [], includesUsed: true },
    { includes: (_uri, shot) => includes(shot) },
  );
  return coverage ?? ({ procedures: [], tools: [] } satisfies Coverage);
}

test('any procedure and any shots are measured; more shots never cover less', async () => {
  await fc.assert(
    fc.asyncProperty(procedure, shots, async (sop, documents) => {
      const some = await measure(sop.join('\n'), documents, (shot) => shot === 0);
      const all = await measure(sop.join('\n'), documents, () => true);
      const share = getWholeShare(getTotals(all));
      expect(share.covered).toBeLessThanOrEqual(share.total);
      expect(getWholeShare(getTotals(some)).total).toBe(share.total);
      expect(getWholeShare(getTotals(some)).covered).toBeLessThanOrEqual(share.covered);
      const nodes = toCoverageTree(all, 'zh-CN', (uri) => uri);
      expect(nodes.length).toBe(all.procedures.length + (all.tools.length > 0 ? 1 : 0));
      for (const format of ['text', 'json', 'markdown', 'lcov'] as const) {
        expect(reportCoverage(format, { coverage: all, language: 'en', pathOf: (uri) => uri })).toMatch(/\n$/);
      }
    }),
    { numRuns: Math.ceil(runs / 10) },
  );
});
