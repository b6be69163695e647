import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLanguageService, parseProcedure, slice } from '../../../src/core/index.ts';
import { printShot } from '../../../src/generation/document/printShot.ts';
import { getScenarios, planCoverage } from '../../../src/generation/index.ts';
import { scaffoldShot } from '../../../src/generation/scaffold/scaffold.ts';
import { readFlowFixture } from '../../support/flowText.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const folder = new URL('../../fixtures/procedures/trades/', import.meta.url);

describe('shots scaffolded along the paths of a procedure', () => {
  test.each(readdirSync(folder))('%s', async (file) => {
    const { text } = readFlowFixture(readFileSync(new URL(file, folder), 'utf8'));
    const procedure = parseProcedure('memory:///w/case.sop.md', text);
    const language = /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
    const title = procedure.title === undefined ? '' : slice(text, procedure.title);
    const plan = planCoverage(getScenarios(procedure, []));
    const shots = Array.from({ length: plan.full }, (_, index) =>
      printShot(
        scaffoldShot(plan.at(index), { style: 'react', language, seed: 3, title, tools: [] }),
        'react',
        { language },
        language,
      ),
    );
    const document = `---\nsop: ./case.sop.md\n---\n\n${shots.join('\n\n---\n\n')}\n`;
    const service = createLanguageService(memoryHost({ 'case.sop.md': text, 'case.shots.md': document }), {
      language: 'en',
    });
    const { diagnostics } = await service.lint(memoryUri('case.shots.md'));
    const found = diagnostics.filter(({ rule }) => !IGNORED.has(rule));
    expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    for (const { decisions } of Array.from({ length: plan.full }, (_, index) => plan.at(index))) {
      const requests = shots.map((shot) => shot.split('\n')[0] ?? '');
      for (const decision of decisions) {
        if (decision.text.length > 8) expect(requests.some((request) => request.includes(decision.text))).toBe(false);
      }
    }
  });
});

/** Drafts are marked as drafts, are similar where the paths are, and have no tools here. */
const IGNORED: ReadonlySet<string> = new Set(['draft-mark', 'near-duplicate-shot', 'no-tools']);
