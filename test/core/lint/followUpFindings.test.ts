import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const TOOLS = JSON.stringify([
  {
    name: 'order',
    description: 'Orders parts.',
    parameters: {
      type: 'object',
      properties: { part: { type: 'string' }, count: { type: 'integer' }, note: { type: 'string' } },
      required: ['part', 'count'],
    },
  },
]);

async function findingsOf(call: string) {
  const text = `**User request**: Order.\n**API request**: ${call}\n`;
  const service = createLanguageService(memoryHost({ 'a.tools.json': TOOLS, 'a.shots.md': text }), { language: 'en' });
  const { diagnostics } = await service.lint(memoryUri('a.shots.md'));
  return diagnostics.map(({ rule, range }) => {
    const line = text.split('\n')[range.start.line] ?? '';
    return `${rule} ${line.slice(range.start.character, range.end.character)}`;
  });
}

describe('a misread list of arguments has one finding', () => {
  it.each([
    ['order("lamp", 1,000)', '1,000'],
    ['order("lamp", 1,000,000)', '1,000,000'],
    ['order("lamp", 12,050)', '12,050'],
    ['order(part = "lamp", count = 1,234)', '1,234'],
    ['order(part = "lamp", count = 1,5)', '1,5'],
    ['order(part = "lamp", count = 1.000,5)', '1.000,5'],
    ['order({"part": "lamp", "count": 2,50})', '2,50'],
    ['order(part "lamp", count 1)', 'part "lamp"'],
    ['order("lamp" 1)', '1'],
    ['order("lamp" 1, "a", "b")', '1'],
    ['order(= "lamp", 1)', '= "lamp"'],
    ['order(**options)', '**options'],
    ['order(part = [1, 2, count = 3)', '['],
  ])('%s', async (call, range) => {
    expect(await findingsOf(call)).toEqual([`call-syntax ${range}`]);
  });

  it.each([
    ['order("lamp", 1,234)', 'parameter-type 234'],
    ['order("lamp", 1, "a", 2)', 'unknown-parameter 2'],
    ['order(part = x y, part = "lamp", count = 1)', 'duplicate-parameter part'],
    ['order(part = x y, kount = 1, count = 2)', 'unknown-parameter kount'],
    ['order({"part": "lamp", "count":1,2:3})', 'unknown-parameter 2'],
  ])('but %s has others, too', async (call, finding) => {
    expect(await findingsOf(call)).toContain(finding);
  });
});
