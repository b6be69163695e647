import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../../support/memoryHost.ts';
import { type BenchOptions, bench, edited, FILES } from '../check.ts';

async function formatted(text: string, options: BenchOptions = {}): Promise<string> {
  const one = bench(text, options);
  return edited(text, await one.service.format(one.uri));
}

const HEAD = '**User**: q\n**Think**: t\n';
const ROUND = '**Think**: a\n**Action**: b\n**Observation**: c\n';
const PROJECT = (style: string): BenchOptions => ({ files: { ...FILES, 'sop-shots.yaml': `style:\n  ${style}\n` } });

describe('formatting', () => {
  const cases: readonly (readonly [text: string, expected: string, options?: BenchOptions])[] = [
    ['', ''],
    ['just prose\n', 'just prose\n'],
    [
      `${HEAD}**Action**: SearchSolution( Error="a" ,top_k = 3)\n`,
      `${HEAD}**Action**: SearchSolution(Error = "a", top_k = 3)\n`,
    ],
    [
      `${HEAD}**Action**: SearchSolution(Error="a  ,b",top_k=3)\n`,
      `${HEAD}**Action**: SearchSolution(Error="a  ,b", top_k=3)\n`,
    ],
    [
      `${HEAD}**Action**: SubmitOrder(order="a",tags=[ "urgent" ,"later"])\n`,
      `${HEAD}**Action**: SubmitOrder(order="a", tags=["urgent", "later"])\n`,
    ],
    [
      `${HEAD}**Action**: {"name":"SearchSolution","arguments":{ "Error":"a","top_k" :3 }}\n`,
      `${HEAD}**Action**: {"name":"SearchSolution","arguments":{"Error": "a", "top_k": 3}}\n`,
    ],
    [`**User**: q\n${ROUND}\n${ROUND}\n**Think:** a\n`, `**User**: q\n${ROUND}\n${ROUND}\n**Think**: a\n`],
    ['**User**: q\n**Think**: a\n\n**Action**: b\n', '**User**: q\n**Think**: a\n**Action**: b\n'],
    [`**User**: q\n${ROUND}${ROUND}`, `**User**: q\n${ROUND}\n---\n\n${ROUND}`, PROJECT('roundSeparator: "---"')],
    ['**User**: q\n**Think**: a\n', '**用户**: q\n**思考**: a\n', PROJECT('labels: zh-CN')],
    ['**User**: q\n**Think**: a\n', '**User：** q\n**Think：** a\n', PROJECT('{colon: "：", bold: word-and-colon}')],
    [`${HEAD}**Observation**: x=1,y  =2\n`, `${HEAD}**Observation**: x=1,y  =2\n`],
    [`${HEAD}**Action**: SearchSolution(Error=\n`, `${HEAD}**Action**: SearchSolution(Error=\n`],
    [
      `${HEAD}**Observation**:\n\`\`\`\n**Think:** f( a=1 )\n\n\`\`\`\n`,
      `${HEAD}**Observation**:\n\`\`\`\n**Think:** f( a=1 )\n\n\`\`\`\n`,
    ],
  ];
  it.each(cases.map(([text, expected, options = {}]) => ({ text, expected, options })))(
    '$text',
    async ({ text, expected, options }) => {
      expect(await formatted(text, options)).toBe(expected);
      expect(await formatted(expected, options), 'idempotent').toBe(expected);
    },
  );

  it('keeps line breaks as the document has them', async () => {
    const text = '**User**: q\r\n**Think**: a\r\n\r\n**Action**: b\r\n';
    expect(await formatted(text)).toBe('**User**: q\r\n**Think**: a\r\n**Action**: b\r\n');
  });

  it('touches only the rounds of a range', async () => {
    const text = `**User**: q\n**Think**: a\n**Action**: SearchSolution(Error = "a",top_k = 1)\n**Observation**: o\n\n**Think**: a\n**Action**: SearchSolution(Error = "a",top_k = 1)\n`;
    const { service, uri } = bench(text);
    const start = { line: 6, character: 2 };
    const edits = await service.format(uri, { start, end: start });
    expect(edits.map(({ range }) => range.start.line)).toEqual([6]);
  });

  it('edits no more than differs', async () => {
    const { service, uri } = bench(`${HEAD}**Action**: SearchSolution(Error = "a",top_k = 1)\n`);
    const at = { line: 2, character: 39 };
    expect(await service.format(uri)).toEqual([{ range: { start: at, end: at }, newText: ' ' }]);
  });

  it('lays out a document of any name that is taken for shots, and of other Markdown the fences alone', async () => {
    const text = '**User**: q\n**Think**: a\n\n**Action**: b\n';
    const uri = memoryUri('prompt.md');
    const { format } = createLanguageService(memoryHost({ 'prompt.md': text }), { language: 'en' });
    expect(edited(text, await format(uri, undefined, 'shots'))).toBe('**User**: q\n**Think**: a\n**Action**: b\n');
    expect(await format(uri)).toEqual([]);
  });

  it('lays out the line that was ended, on type', async () => {
    const text = `${HEAD}**Action**: SearchSolution(Error = "a",top_k = 1)\n\n`;
    const { service, uri } = bench(text);
    const edits = await service.formatOnType(uri, { line: 3, character: 0 }, '\n');
    expect(edited(text, edits)).toBe(text.replace('",top', '", top'));
    expect(await service.formatOnType(uri, { line: 4, character: 0 }, '\n')).toEqual([]);
  });
});

/** Every example and fixture with the files beside it. */
function documents(): readonly (readonly [name: string, folder: string])[] {
  return globSync(['examples/**/*.shots.md', 'test/fixtures/rules/**/*.shots.md'])
    .sort()
    .map((path) => [path, path.slice(0, path.lastIndexOf('/'))] as const);
}

function besides(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of globSync('**/*', { cwd: folder })) {
    const path = join(folder, name);
    if (existsSync(path) && statSync(path).isFile()) files[`${folder}/${name}`] = readFileSync(path, 'utf8');
  }
  return files;
}

describe('a formatted document', () => {
  it.each(documents())('%s', async (path, folder) => {
    const files = besides(folder);
    const host = memoryHost(files);
    const service = createLanguageService(host, { language: 'en' });
    const uri = memoryUri(path);
    const text = files[path] ?? '';
    const before = await service.getContext(uri);
    const once = edited(text, await service.format(uri));
    host.write(path, once);
    await service.changed(uri);
    expect(edited(once, await service.format(uri)), 'idempotent').toBe(once);
    const style = new Set(service.rules.filter(({ group }) => group === 'style').map(({ id }) => id));
    const { diagnostics } = await service.lint(uri);
    expect(diagnostics.filter(({ rule, fixable }) => style.has(rule) && fixable)).toEqual([]);
    const after = await service.getContext(uri);
    const calls = (context: typeof before) =>
      context?.document.shots.map(({ rounds }) =>
        rounds.map(({ actions }) => actions.map((action) => action.calls.map(({ name }) => name.text))),
      );
    expect(calls(after)).toEqual(calls(before));
  });
});
