import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedFiles, ROOT } from '../../scripts/docs/files.ts';
import { createLanguageService, type LintOptions } from '../../src/core/index.ts';
import type { Rule } from '../../src/core/lint/rule.ts';
import { rules } from '../../src/core/lint/rules/index.ts';
import { memoryHost, memoryUri } from '../support/memoryHost.ts';
import { fixtureFolders } from '../support/ruleFixtures.ts';

const ids = rules.map(({ id }) => id);

function namesIn(folder: string, ending: string): readonly string[] {
  const names = readdirSync(join(ROOT, folder)).filter(
    (name) => name.endsWith(ending) && !/^(index|README)/.test(name),
  );
  return names.map((name) => name.slice(0, -ending.length));
}

describe('every rule', () => {
  it('has a source file, a page and a fixture folder, and there are no others', () => {
    const sorted = ids.toSorted();
    expect(namesIn('src/core/lint/rules', '.ts')).toEqual(sorted);
    expect(namesIn('docs/rules', '.md')).toEqual(sorted);
    expect(fixtureFolders()).toEqual(sorted);
  });

  it.each(generatedFiles())('$path matches the rules', ({ path, current, expected }) => {
    // `npm run docs` updates the file.
    expect(expected).toBeDefined();
    if (path.endsWith('.json')) expect(JSON.parse(current)).toEqual(JSON.parse(expected ?? 'null'));
    else expect(current).toBe(expected);
  });

  it.each(rules)('$id has its summary and options in both languages', ({ summary, options }) => {
    for (const text of [summary, ...Object.values(options).map((option) => option.summary)]) {
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
    }
  });
});

/** The file name for the examples of a page, by the info string of their fences. */
const FILES: Readonly<Record<string, string>> = {
  shots: 'case.shots.md',
  'sop-shots': 'case.shots.md',
  sop: 'case.sop.md',
  yaml: 'sop-shots.yaml',
  json: 'case.tools.json',
};

interface Example {
  readonly kind: 'wrong' | 'right';
  readonly file: string;
  readonly text: string;
}

/** The two examples of a page. Pages about sizes have none. */
function examplesOf({ id }: Rule): readonly Example[] {
  const page = readFileSync(join(ROOT, `docs/rules/${id}.md`), 'utf8');
  return [...page.matchAll(/^(Wrong|Right):\n\n(`{4})([\w-]+)\n([\s\S]*?)\n\2$/gm)].map((match) => ({
    kind: match[1] === 'Wrong' ? 'wrong' : 'right',
    file: FILES[match[3] ?? ''] ?? '',
    text: `${match[4]}\n`.replaceAll('~~~', '```'),
  }));
}

/** What examples need beside the severity of their rule. */
const OPTIONS: Readonly<Record<string, LintOptions>> = { 'provider-limits': { targets: ['gemini'] } };

const SHARED = join(ROOT, 'test/fixtures/rules');
const USES = '**User**: Jammed.\n**Think**: Look it up.\n**Action**: SearchSolution(Error = "paper jam")\n';

async function rulesFoundIn({ id }: Rule, { file, text }: Example): Promise<readonly string[]> {
  const named = readdirSync(SHARED).filter((name) => text.includes(name) && /\.\w+$/.test(name));
  const files = Object.fromEntries(named.map((name) => [name, readFileSync(join(SHARED, name), 'utf8')]));
  const used = file.endsWith('.json') ? { 'uses.shots.md': USES } : {};
  const service = createLanguageService(memoryHost({ ...files, ...used, [file]: text }), { language: 'en' });
  const { diagnostics } = await service.lint(memoryUri(file), { ...OPTIONS[id], rules: { [id]: 'warning' } });
  return diagnostics.map((diagnostic) => diagnostic.rule);
}

const examples = rules.flatMap((rule) => examplesOf(rule).map((example) => ({ rule, id: rule.id, ...example })));

describe('the examples of the pages', () => {
  it.each(examples)('$id: $kind', async ({ rule, ...example }) => {
    const found = await rulesFoundIn(rule, example);
    if (example.kind === 'wrong') expect(found).toContain(rule.id);
    else expect(found).not.toContain(rule.id);
  });

  it('exist on every page except those about sizes', () => {
    const without = rules.filter((rule) => examplesOf(rule).length !== 2).map(({ id }) => id);
    expect(without).toEqual(['limit-reached', 'token-budget']);
  });
});
