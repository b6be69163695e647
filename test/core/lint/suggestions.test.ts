import { expect, it } from 'vitest';
import { createLanguageService, type Repair } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const tools = JSON.stringify([
  {
    name: 'Find',
    parameters: {
      type: 'object',
      properties: { error: { type: 'string' }, top_k: { type: 'integer' } },
      required: ['error'],
    },
  },
]);

/** What is suggested where a parameter is missing from a call. */
async function suggested(call: string): Promise<readonly Repair[]> {
  const text = `---\ntools: ./a.tools.json\n---\n**User**: a\n**Think**: b\n**Action**: ${call}\n`;
  const host = memoryHost({ 'a.tools.json': tools, 'a.shots.md': text });
  const { diagnostics } = await createLanguageService(host, { language: 'en' }).lint(memoryUri('a.shots.md'));
  const missing = diagnostics.filter(({ rule }) => rule === 'missing-parameter');
  expect(missing).toHaveLength(1);
  return missing.flatMap(({ repairs }) => repairs);
}

it.each([
  ['Find(eror = "jam")', ['Rename `eror` to `error`', 'Add `error` with the value {{error}}']],
  [
    '{"name": "Find", "arguments": {"eror": "jam"}}',
    ['Rename `eror` to `error`', 'Add `error` with the value "{{error}}"'],
  ],
  ['Find(colour = "red")', ['Add `error` with the value {{error}}']],
  ['Find(top_k = 3)', ['Add `error` with the value {{error}}']],
  ['Find()', ['Add `error` with the value {{error}}']],
])('for %s these are suggested: %j', async (call, titles) => {
  expect((await suggested(call)).map(({ title }) => title)).toEqual(titles);
});

it.each(['Find(eror = "jam")', '{"name": "Find", "arguments": {"eror": "jam"}}'])(
  'the new name takes the place of the mistyped one alone in %s',
  async (call) => {
    const [rename] = await suggested(call);
    const start = '**Action**: '.length + call.indexOf('eror');
    const range = { start: { line: 5, character: start }, end: { line: 5, character: start + 4 } };
    expect(rename?.changes).toEqual({ [memoryUri('a.shots.md')]: [{ range, newText: 'error' }] });
  },
);
