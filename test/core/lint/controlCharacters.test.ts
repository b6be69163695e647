import { expect, test } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const TOOLS = JSON.stringify([
  {
    name: 'f\u001b[2J',
    description: 'Does it.',
    parameters: { type: 'object', properties: { 'a\u202e\n::error::b': { type: 'string', enum: ['\u009b1m'] } } },
  },
]);
const SHOTS =
  '**User**: a\n**Think**: b\n**Action**: {"name": "f\\u001b[2J", "arguments": {"a\\u202e\\n::error::b": "\u009b"}}\n';

test('control characters of the texts reach no message and no title of a fix', async () => {
  const service = createLanguageService(memoryHost({ 'a.tools.json': TOOLS, 'a.shots.md': SHOTS }), { language: 'en' });
  const rules = Object.fromEntries(service.rules.map(({ id }) => [id, 'warning' as const]));
  const results = [
    await service.lint(memoryUri('a.tools.json'), { rules }),
    await service.lint(memoryUri('a.shots.md'), { rules }),
  ];
  const diagnostics = results.flatMap((result) => result.diagnostics);
  const texts = diagnostics.flatMap(({ message, related, repairs }) => [
    message,
    ...related.map((place) => place.message),
    ...repairs.map(({ title }) => title),
  ]);
  expect(texts.join('')).toContain('\\u001b');
  expect(texts.filter((text) => /[\p{Cc}\u202A-\u202E]/u.test(text))).toEqual([]);
});
