import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../src/core/index.ts';
import { memoryHost, memoryUri } from '../support/memoryHost.ts';

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
  readonly description: string;
}

type File = 'shots' | 'sop' | 'tools';

function snippetsOf(file: File): readonly (readonly [string, Snippet])[] {
  const url = new URL(`../../snippets/${file}.json`, import.meta.url);
  return Object.entries(JSON.parse(readFileSync(url, 'utf8')) as Record<string, Snippet>);
}

/** What a snippet leaves when an author accepts every default: places, choices and mirrors filled in. */
function expand({ body }: Snippet): string {
  const defaults = new Map<string, string>();
  const filled = body
    .join('\n')
    .replace(/\$\{(\d+)(?::([^{}]*)|\|([^,|]*)[^|]*\|)\}/g, (_, stop: string, text?: string, first?: string) => {
      const value = text ?? first ?? '';
      if (!defaults.has(stop)) defaults.set(stop, value);
      return value;
    });
  return filled.replace(/\$(?:\{(\d+)\}|(\d+))/g, (_, a?: string, b?: string) => defaults.get(a ?? b ?? '') ?? '');
}

const toolSchema = snippetsOf('tools')[0];
const procedure = snippetsOf('sop')[0];

/** Where a snippet is used: a round belongs below a request, and calls need the tools they name. */
function documentWith(file: File, name: string, text: string): Readonly<Record<string, string>> {
  const tools = expand(toolSchema?.[1] ?? { prefix: [], body: [], description: '' });
  const frontMatter = '---\ntools: ./a.tools.json\n---\n\n';
  if (file === 'tools')
    return {
      'a.tools.json': text,
      'a.shots.md': `${frontMatter}**User**: jam\n**Action**: SearchSolution(error = "jam")\n`,
    };
  if (file === 'sop') {
    const before = /step|步骤/i.test(name) ? '1. Ask.\n2. Look.\n3. Agree.\n' : '';
    const chinese = name === '步骤' ? '' : before;
    const visit = '{"name": "BookVisit", "description": "Books.", "parameters": {"type": "object", "properties": {}}}';
    return { 'a.sop.md': chinese + text, 'a.tools.json': tools.replace(/\]\s*$/, `,${visit}]`) };
  }
  const request = name === 'Round' ? '**User**: paper jam\n\n' : name === '一轮' ? '**用户**：卡纸\n\n' : '';
  return { 'a.shots.md': frontMatter + request + text, 'a.tools.json': tools };
}

const cases = (['shots', 'sop', 'tools'] as const).flatMap((file) =>
  snippetsOf(file).map(([name, snippet]) => [name, file, snippet] as const),
);

describe.each(cases)('snippet %s', (name, file, snippet) => {
  it('lints clean once its defaults are accepted', async () => {
    const files = documentWith(file, name, expand(snippet));
    const path = file === 'tools' ? 'a.tools.json' : file === 'sop' ? 'a.sop.md' : 'a.shots.md';
    const service = createLanguageService(memoryHost(files), { language: 'en' });
    const result = await service.lint(memoryUri(path));
    expect(result.diagnostics.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('has tab stops in order, a last one, prefixes and a description', () => {
    const text = snippet.body.join('\n');
    const stops = [...new Set([...text.matchAll(/\$\{?(\d+)/g)].map(([, stop]) => Number(stop)))].sort((a, b) => a - b);
    expect(stops).toEqual(stops.map((_, index) => index));
    expect(snippet.prefix.length).toBeGreaterThan(0);
    expect(snippet.description).not.toBe('');
  });
});

it('offers each snippet in English and in Chinese', () => {
  for (const file of ['shots', 'sop', 'tools'] as const) {
    const names = snippetsOf(file).map(([name]) => name);
    const chinese = names.filter((name) => /\p{Script=Han}/u.test(name));
    expect(chinese).toHaveLength(names.length / 2);
  }
  expect(procedure).toBeDefined();
});
