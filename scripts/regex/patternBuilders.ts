import { memoryHost, memoryUri } from '../../test/support/memoryHost.ts';

const SOP = '1. Ask for `city`.\n2. If the city is unknown, stop. See step 1.\n';
const SHOTS = `---
sop: ./a.sop.md
tools: ./a.tools.json
---
**User**: Call 13800138000 or a@b.example at once
<!-- step 2 -->
**Think**: Step 1: ask. Then step 2.
**Action**: Ask(city = "Oslo", pin = "ab12")
**Observation**: none
`;
const TOOLS = JSON.stringify([
  {
    name: 'Ask',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, pin: { type: 'string', pattern: '^[a-z]+\\d+$' } },
    },
  },
]);

/** Loads every area of the program and uses what builds regular expressions out of texts. */
export async function usePatternBuilders(): Promise<void> {
  const core = await import('../../src/core/index.ts');
  const generation = await import('../../src/generation/index.ts');
  await import('../../src/finetuning/index.ts');
  await import('../../src/models/index.ts');
  const host = memoryHost({ 'a.sop.md': SOP, 'a.tools.json': TOOLS, 'a.shots.md': SHOTS });
  const service = core.createLanguageService(host, { language: 'en' });
  const rules = Object.fromEntries(service.rules.map(({ id }) => [id, 'warning' as const]));
  for (const name of ['a.sop.md', 'a.tools.json', 'a.shots.md']) await service.lint(memoryUri(name), { rules });
  const prices = { 'gpt-*': { input: 1, output: 2, currency: 'USD' } };
  generation.readPriceTable(prices);
}
