import { describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-types';
import { type Bench, type BenchOptions, bench, edited, FILES, shotWith } from '../check.ts';

async function actionsAt({ service, uri, position }: Bench): Promise<readonly CodeAction[]> {
  return service.codeActions(uri, { start: position, end: position });
}

/** The files of a workspace as an action leaves them; undefined if it is not offered. */
async function applied(marked: string, title: string, options: BenchOptions = {}) {
  const one = bench(marked, options);
  const edit = (await actionsAt(one)).find((action) => action.title === title)?.edit;
  if (edit === undefined) return undefined;
  const files: Record<string, string> = { ...(options.files ?? FILES), [options.name ?? 'case.shots.md']: one.text };
  const nameOf = (uri: string): string => decodeURIComponent(uri.slice('file:///w/'.length));
  for (const [uri, edits] of Object.entries(edit.changes ?? {})) {
    files[nameOf(uri)] = edited(files[nameOf(uri)] ?? '', edits);
  }
  for (const change of edit.documentChanges ?? []) {
    if ('kind' in change) {
      if (change.kind !== 'create') throw new Error('Nothing but files to create was expected.');
      expect(files).not.toHaveProperty([nameOf(change.uri)]);
      files[nameOf(change.uri)] = '';
    } else {
      const name = nameOf(change.textDocument.uri);
      files[name] = edited(
        files[name] ?? '',
        change.edits.filter((one) => 'newText' in one),
      );
    }
  }
  return files;
}

/** The findings of a document that are more than a hint. */
async function findings(files: Readonly<Record<string, string>>, name = 'case.shots.md'): Promise<readonly string[]> {
  const { service, uri } = bench(files[name] ?? '', { name, files });
  const { diagnostics } = await service.lint(uri);
  return diagnostics.filter(({ severity }) => severity !== 'hint').map(({ rule }) => rule);
}

const BOOK = shotWith('‸Book(day = "Monday")');
const BARE = '[\n  {"name": "A", "description": "a", "parameters": {"type": "object"}}\n]\n';
const OPENAPI =
  'openapi: 3.0.0\ninfo: {title: t, version: "1"}\npaths:\n  /a:\n    get: {operationId: A, responses: {}}\n';

describe('declaring a tool', () => {
  const title = 'Declare tool `Book` in a.tools.json';
  it('infers the types of what the call gives', async () => {
    const call = '‸Book(day = "Monday", hour = 9.5, count = 2, now = true, parts = ["a"], at = {"x": 1}, any = null)';
    const files = await applied(shotWith(call), title);
    const properties = {
      day: { type: 'string' },
      hour: { type: 'number' },
      count: { type: 'integer' },
      now: { type: 'boolean' },
      parts: { type: 'array', items: { type: 'string' } },
      at: { type: 'object', properties: { x: { type: 'integer' } } },
      any: {},
    };
    const parameters = { type: 'object', properties, required: Object.keys(properties) };
    const declared = { type: 'function', function: { name: 'Book', description: '', parameters } };
    const before: readonly unknown[] = JSON.parse(FILES['a.tools.json'] ?? '');
    expect(JSON.parse(files?.['a.tools.json'] ?? '')).toEqual([...before, declared]);
  });

  it.each(['‸Book("Monday")', '‸Book(day = "Monday"', 'I could ‸Book it', '‸SearchSolution(Error = "a")'])(
    'is not offered for %s',
    async (call) => {
      const actions = await actionsAt(bench(shotWith(call)));
      expect(actions.filter(({ title: said }) => said.startsWith('Declare'))).toEqual([]);
    },
  );

  it.each([
    ['a.tools.json', BARE, undefined],
    ['a.tools.yaml', 'tools:\n  - name: A\n    input_schema: {type: object}\n', undefined],
    ['a.json', BARE, '---\ntools: ./a.json\n---\n'],
    ['a.tools.json', BARE, '---\ntools: [./o.yaml, ./a.tools.json]\n---\n'],
  ])('leaves calls to it without an error: %s', async (name, text, front = '') => {
    const files = await applied(front + BOOK, `Declare tool \`Book\` in ${name}`, {
      files: { [name]: text, 'o.yaml': OPENAPI },
    });
    expect(files?.[name]).toContain('Book');
    expect(await findings(files ?? {})).not.toContain('unknown-tool');
  });
});

describe('declaring a tool in a new file', () => {
  const title = 'Declare tool `Book` in new file case.tools.json';
  it('is offered where there is no tool file', async () => {
    const files = await applied(BOOK, title, { files: {} });
    expect(JSON.parse(files?.['case.tools.json'] ?? '')).toMatchObject([{ function: { name: 'Book' } }]);
    expect(files?.['case.shots.md']).toBe(`---\ntools: ./case.tools.json\n---\n\n${BOOK.replace('‸', '')}`);
    expect(await findings(files ?? {})).toEqual([]);
  });

  it.each([
    ['the document’s', '---\ntools: ./o.yaml\n---\n', {}, '[ ./o.yaml, ./case.tools.json ]'],
    ['the document’s list', '---\ntools: [./o.yaml]\n---\n', {}, '[ ./o.yaml, ./case.tools.json ]'],
    ['the project’s', '', { 'sop-shots.yaml': 'tools: ./o.yaml\n' }, '[ ./o.yaml, ./case.tools.json ]'],
    [
      'those of a procedure',
      '---\nsop: p/a.sop.md\n---\n',
      { 'p/a.sop.md': '---\ntools: ../o.yaml\n---\n1. One.\n' },
      '[ ./o.yaml, ./case.tools.json ]',
    ],
    [
      'a choice of the project’s',
      '',
      { 'sop-shots.yaml': 'tools: [{file: o.yaml, include: [A]}]\n' },
      '\n  - file: ./o.yaml\n    include:\n      - A\n  - ./case.tools.json',
    ],
  ])('keeps %s tools', async (_name, front, others, tools) => {
    const files = await applied(front + BOOK, title, { files: { 'o.yaml': OPENAPI, ...others } });
    expect(files?.['case.shots.md']?.replace(/\ntools:\n/, '\ntools: \n')).toContain(`tools: ${tools}\n`);
    const { service, uri } = bench(files?.['case.shots.md'] ?? '', { files: files ?? {} });
    const model = await service.getContext(uri);
    expect(model?.tools.tools.map(({ name }) => name).sort()).toEqual(['A', 'Book']);
  });

  it('never takes the name of another', async () => {
    const taken = { 'case.tools.json': '{}', 'case-2.tools.json': { fails: 'no-permission' as const } };
    const { service, host, uri, position } = bench(BOOK, { files: { 'case.tools.json': taken['case.tools.json'] } });
    host.write('case-2.tools.json', taken['case-2.tools.json']);
    const actions = await service.codeActions(uri, { start: position, end: position });
    expect(actions.map((action) => action.title)).toContain('Declare tool `Book` in new file case-3.tools.json');
  });

  it('is offered for a read-only list, and for a file of which only some tools count', async () => {
    const readOnly = bench(BOOK);
    Object.assign(readOnly.host, { isWritable: async () => false });
    expect((await actionsAt(readOnly)).map((action) => action.title)).toContain(title);
    const chosen = bench(`---\ntools: [{file: a.tools.json, include: [SearchSolution]}]\n---\n${BOOK}`);
    expect((await actionsAt(chosen)).map((action) => action.title)).toContain(title);
  });

  it.each([
    ['in ordinary Markdown', 'notes.md', `# Notes\n\n\`\`\`shots\n${BOOK}\`\`\`\n`],
    ['with broken front matter', 'case.shots.md', `---\ntools: [\n---\n${BOOK}`],
  ])('is not offered %s', async (_name, name, text) => {
    const actions = await actionsAt(bench(text, { name, files: {} }));
    expect(actions.filter(({ title: said }) => said.startsWith('Declare'))).toEqual([]);
  });

  it('is not offered to an editor that creates no files', async () => {
    const one = bench(BOOK, { files: {} });
    const hints = { parameterNames: false, steps: false };
    one.service.setFeatureOptions({ inlayHints: hints, snippets: true, createsFiles: false });
    expect((await actionsAt(one)).filter(({ title: said }) => said.startsWith('Declare'))).toEqual([]);
  });
});

const LOOK =
  '{"name": "Look", "description": "d", "parameters": {"type": "object", "properties": {"what": {"type": "string"}}, "required": ["what"]}}';
const calling = (schema: string): string =>
  `**User request**: q\n**API schema**:${schema}\n**API request**: Look(what = "x")\n**API response**: y\n`;

describe('moving a schema into a new file', () => {
  const title = 'Move schema to new file case.tools.json';
  it.each([
    [` ‸${LOOK}`, " [Look's schema, omitted]"],
    [`‸${LOOK}`, " [Look's schema, omitted]"],
    [`\n\`\`\`json\n‸${LOOK}\n\`\`\``, "\n[Look's schema, omitted]"],
    [`\n\n‸[\n  ${LOOK}\n]\n`, "\n\n[Look's schema, omitted]\n"],
  ])('%j', async (schema, words) => {
    const files = await applied(calling(schema), title, { files: {} });
    expect(files?.['case.shots.md']).toBe(`---\ntools: ./case.tools.json\n---\n\n${calling(words)}`);
    const written: unknown = JSON.parse(files?.['case.tools.json'] ?? '');
    expect(Array.isArray(written) ? written[0] : written).toEqual(JSON.parse(LOOK));
    expect(await findings(files ?? {})).toEqual([]);
  });

  it('lays it out, and writes YAML as YAML', async () => {
    const json = await applied(calling(` ‸${LOOK}`), title, { files: {} });
    expect(json?.['case.tools.json']).toMatch(/^\{\n {2}"name": "Look",\n/);
    const yaml = 'name: Look\ndescription: d\nparameters:\n  type: object\n  properties:\n    what: {type: string}\n';
    const files = await applied(calling(`\n\`\`\`yaml\n‸${yaml}\`\`\``), 'Move schema to new file case.tools.yaml', {
      files: {},
    });
    expect(files?.['case.tools.yaml']).toBe(yaml);
    expect(await findings(files ?? {})).toEqual([]);
  });

  it('speaks the document’s language', async () => {
    const text = `**用户请求：**问\n**接口定义：**‸${LOOK}\n**接口请求：**Look(what = "x")\n**接口返回：**答\n`;
    const files = await applied(text, '将工具定义移到新文件 case.tools.json', { files: {}, language: 'zh-CN' });
    expect(files?.['case.shots.md']).toContain('**接口定义：** [Look 的 schema，略]\n');
    expect(await findings(files ?? {})).toEqual([]);
  });

  it('leaves quote marks and comments behind', async () => {
    const text = `> **User request**: q\n> **API schema**:\n> [\n> ‸${LOOK} <!-- mine -->\n> ]\n> **API request**: Look(what = "x")\n`;
    const files = await applied(text, title, { files: {} });
    expect(JSON.parse(files?.['case.tools.json'] ?? '')).toEqual([JSON.parse(LOOK)]);
    expect(files?.['case.shots.md']).toContain("> **API schema**:\n> [Look's schema, omitted]\n> **API request**");
  });

  it.each([
    ['broken data', ' ‸{"name": "Look", "parameters": {"type": "object"}'],
    ['words', ' [‸Look’s schema, omitted]'],
    ['two fences', `\n\`\`\`json\n‸${LOOK}\n\`\`\`\n\`\`\`json\n${LOOK.replace('Look', 'Find')}\n\`\`\``],
    ['nothing', '‸'],
  ])('is not offered for %s', async (_name, schema) => {
    const actions = await actionsAt(bench(calling(schema), { files: {} }));
    expect(actions.filter(({ kind }) => kind === 'refactor.extract')).toEqual([]);
  });

  it('is offered in the schema only', async () => {
    const actions = await actionsAt(bench(calling(` ${LOOK}`).replace('Look(what', 'Lo‸ok(what'), { files: {} }));
    expect(actions.filter(({ kind }) => kind === 'refactor.extract')).toEqual([]);
  });
});

describe('moving a schema into a file that is there', () => {
  const title = 'Move schema to a.tools.json';
  it.each([
    ['of the same format', BARE],
    ['of another format', FILES['a.tools.json'] ?? ''],
    ['as MCP has it', '{"tools": [{"name": "A", "description": "a", "inputSchema": {"type": "object"}}]}'],
  ])('%s', async (_name, file) => {
    const files = await applied(calling(` ‸${LOOK}`), title, { files: { 'a.tools.json': file } });
    expect(files?.['case.shots.md']).toBe(calling(" [Look's schema, omitted]"));
    expect(await findings(files ?? {})).toEqual([]);
    const model = await bench('', { name: 'x.shots.md', files: files ?? {} }).service.getContext(
      'file:///w/case.shots.md',
    );
    expect(model?.tools.get('Look')?.required).toEqual(['what']);
  });

  it('beside a new one', async () => {
    const actions = await actionsAt(bench(calling(` ‸${LOOK}`), { files: { 'a.tools.json': BARE } }));
    expect(actions.filter(({ kind }) => kind === 'refactor.extract').map((action) => action.title)).toEqual([
      title,
      'Move schema to new file case.tools.json',
    ]);
  });

  it('is naming the tool where the file declares it already', async () => {
    const files = await applied(calling(` ‸${LOOK}`), 'Replace schema with the tool name from a.tools.json', {
      files: { 'a.tools.json': `[${LOOK}]` },
    });
    expect(files?.['case.shots.md']).toBe(calling(" [Look's schema, omitted]"));
    expect(files?.['a.tools.json']).toBe(`[${LOOK}]`);
  });
});
