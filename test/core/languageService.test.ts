import { describe, expect, it } from 'vitest';
import { createLanguageService, type LintOptions } from '../../src/core/index.ts';
import { type MemoryFile, type MemoryHost, memoryHost, memoryUri } from '../support/memoryHost.ts';

const TOOLS = JSON.stringify([
  {
    name: 'SearchSolution',
    description: 'Looks up solutions.',
    parameters: {
      type: 'object',
      properties: {
        Error: { type: 'string', description: 'The fault.' },
        top_k: { type: 'integer', description: 'How many.' },
      },
      required: ['Error'],
    },
  },
]);

const SHOT = '**User**: Jammed.\n**Think**: Look it up.\n**Action**: ';

function service(files: Readonly<Record<string, MemoryFile>>, host: MemoryHost = memoryHost(files)) {
  const made = createLanguageService(host, { language: 'en' });
  const lint = async (name: string, options?: LintOptions) => {
    const { diagnostics } = await made.lint(memoryUri(name), options);
    return diagnostics.map(({ rule, severity, range: { start } }) => {
      return `${rule} ${severity} ${start.line}:${start.character}`;
    });
  };
  return { made, host, lint };
}

describe('lint', () => {
  it('says what is wrong at the value, with the line of the schema and a fix', async () => {
    const { made } = service({
      'a.tools.json': TOOLS,
      'a.shots.md': `${SHOT}SearchSolution(Error = "x", top_k = "3")\n`,
    });
    const { diagnostics, shots, calls, drafts, kind } = await made.lint(memoryUri('a.shots.md'));
    expect({ kind, shots, calls, drafts }).toEqual({ kind: 'shots', shots: 1, calls: 1, drafts: 0 });
    const range = { start: { line: 2, character: 48 }, end: { line: 2, character: 51 } };
    expect(diagnostics).toEqual([
      {
        rule: 'parameter-type',
        severity: 'error',
        message: '`top_k` must be an integer, but "3" is a string.',
        range,
        related: [{ uri: memoryUri('a.tools.json'), range: expect.anything(), message: '`top_k` is declared here' }],
        repairs: [
          { title: 'Change to 3', kind: 'fix', changes: { [memoryUri('a.shots.md')]: [{ range, newText: '3' }] } },
        ],
        fixable: true,
      },
    ]);
  });

  it('uses the language that was set', async () => {
    const { made } = service({ 'a.shots.md': '**User**: Jammed.\n**Think**:\n**Action**: Look it up.\n' });
    made.setLanguage('zh-CN');
    const { diagnostics } = await made.lint(memoryUri('a.shots.md'));
    expect(diagnostics.map(({ message }) => message)).toEqual(['`Think` 的内容为空。']);
    expect(made.rules[0]?.summary).toMatch(/文件头/);
  });

  it.each<readonly [string, MemoryFile, string]>([
    ['is missing', { fails: 'not-found' }, 'file-not-found error 0:0'],
    ['is a folder', { fails: 'not-a-file' }, 'file-not-found error 0:0'],
    ['is no text', { fails: 'not-text' }, 'encoding error 0:0'],
    ['is GB18030', { fails: 'gb18030' }, 'encoding error 0:0'],
    ['is too large', { fails: 'too-large' }, 'limit-reached warning 0:0'],
    ['is forbidden', { fails: 'no-permission' }, 'file-not-found error 0:0'],
  ])('says that a file %s', async (_what, file, finding) => {
    expect(await service({ 'a.shots.md': file }).lint('a.shots.md')).toEqual([finding]);
  });

  it('takes severities from the project file, and before them from the caller', async () => {
    const files = {
      'sop-shots.yaml': 'rules:\n  empty-block: hint\n  missing-action: off\n',
      'a.shots.md': '**User**: Jammed.\n**Think**:\n',
    };
    expect(await service(files).lint('a.shots.md')).toEqual(['empty-block hint 1:0']);
    expect(await service(files).lint('a.shots.md', { rules: { 'empty-block': 'error' } })).toEqual([
      'empty-block error 1:0',
    ]);
    expect(await service(files).lint('a.shots.md', { rules: { 'empty-block': 'off' } })).toEqual([]);
  });

  it('shows the gravest findings up to a limit and tells how many are left', async () => {
    const text =
      '**User**: 139 1234 5067, 139 1234 5068\n**Think**:\n**Action**: Look it up.\n\n**User**: Jammed.\n**Think**:\n';
    const { made, lint } = service({ 'a.shots.md': text });
    expect(await lint('a.shots.md', { maxFindings: 2 })).toEqual([
      'empty-block error 1:0',
      'empty-block error 5:0',
      'limit-reached warning 0:10',
    ]);
    const { diagnostics } = await made.lint(memoryUri('a.shots.md'), { maxFindings: 2 });
    expect(diagnostics.at(-1)?.message).toMatch(/^2 more problems/);
  });

  it('does not check what is longer than the limit, and says so', async () => {
    const { lint } = service({ 'a.shots.md': '**User**: Jammed.\n**Think**:\n' });
    expect(await lint('a.shots.md', { maxLength: 10 })).toEqual(['limit-reached warning 0:0']);
  });

  it('uses the tools it is given where a document names none', async () => {
    const files = { 'lib/x.json': TOOLS, 'a.shots.md': `${SHOT}SearchSolution(top_k = 1)\n` };
    expect(await service(files).lint('a.shots.md')).toEqual(['no-tools hint 2:12']);
    expect(await service(files).lint('a.shots.md', { tools: [memoryUri('lib/x.json')] })).toEqual([
      'missing-parameter error 2:12',
    ]);
  });

  it.each([
    [
      'that is broken',
      '[{"name": "Find", "parameters": {"type": "object"}},',
      ['file-not-found error 1:7', 'unknown-tool info 5:12'],
    ],
    ['that is broken YAML', 'a: [', ['file-not-found error 1:7']],
    ['that is about something else', '{"a": 1}', ['file-not-found error 1:7']],
    ['that has none yet', '[]', ['no-tools hint 5:12']],
    ['with tools', TOOLS, ['unknown-tool error 5:12']],
  ])('tells at the name of a tool file %s what it lacks', async (_, tools, expected) => {
    const file = tools.startsWith('a:') ? 'a.tools.yaml' : 'a.tools.json';
    const { lint } = service({ [file]: tools, 'a.shots.md': `---\ntools: ./${file}\n---\n${SHOT}Fnd(a = 1)\n` });
    expect(await lint('a.shots.md')).toEqual(expected);
  });

  it('tells it in the project file, too', async () => {
    const files = { 'sop-shots.yaml': 'tools: [./a.tools.json, ./b.tools.json]\n', 'a.tools.json': TOOLS };
    expect(await service({ ...files, 'b.tools.json': '{"a": 1}' }).lint('sop-shots.yaml')).toEqual([
      'file-not-found error 0:24',
    ]);
    expect(await service({ ...files, 'b.tools.json': TOOLS }).lint('sop-shots.yaml')).toEqual([]);
  });

  it('is not sure of unknown names while a tool file of the workspace is broken', async () => {
    const files = { 'a.tools.json': TOOLS, 'b.tools.json': '[{"name": "Find",', 'a.shots.md': `${SHOT}Fnd(a = 1)\n` };
    expect(await service(files).lint('a.shots.md')).toEqual(['unknown-tool info 2:12']);
  });

  it('reports a name that two tool files of a document give in the later file', async () => {
    const files = { 'a.tools.json': TOOLS, 'b.tools.json': TOOLS };
    const { lint } = service({ ...files, 'a.shots.md': '**User**: Jammed.\n**Think**: Look it up.\n' });
    expect(await lint('a.tools.json')).not.toContain('duplicate-tool error 0:9');
    expect(await lint('b.tools.json')).toContain('duplicate-tool error 0:9');
    expect(await service(files).lint('b.tools.json')).toEqual([]);
  });

  it('stops when it is cancelled', async () => {
    const { made } = service({ 'a.shots.md': '**User**: Jammed.\n**Think**:\n' });
    const cancelled = { isCancellationRequested: true };
    expect((await made.lint(memoryUri('a.shots.md'), {}, undefined, cancelled)).diagnostics).toEqual([]);
  });
});

describe('ordinary Markdown', () => {
  const text =
    '# Notes\n\nThought: this is prose.\n\n```shots\n**User**: Jammed.\n**Think**:\n```\n\n**Action**: prose\n';

  it('is looked at in its shots fences only, at the right lines', async () => {
    expect(await service({ 'notes.md': text }).lint('notes.md')).toContain('empty-block error 6:0');
    expect(await service({ 'notes.md': text.replace('shots', 'js') }).lint('notes.md')).toEqual([]);
  });

  it('is a shots document where the caller says so', async () => {
    const { made } = service({ 'prompt.md': '**User**: Jammed.\n**Think**:\n' });
    const { diagnostics } = await made.lint(memoryUri('prompt.md'), {}, 'shots');
    expect(diagnostics.map(({ rule }) => rule)).toContain('empty-block');
  });
});

describe('while typing', () => {
  const complete = '**User**: Jammed.\n**Think**: Look.\n**Action**: Look it up.\n**Observation**: Open it.\n\n';
  const begun = `${complete}**User**: Again.\n**Think**: \n`;

  it.each([
    ['at the cursor', begun, { line: 6, character: 11 }, []],
    ['at the end of the file, wherever the cursor is', begun, { line: 0, character: 3 }, []],
    [
      'but not in shots the author has left',
      `**User**: Jammed.\n**Think**:\n\n${complete}`,
      { line: 6, character: 3 },
      ['empty-block'],
    ],
  ])('waits %s', async (_where, text, typingAt, found) => {
    const { made } = service({ 'a.shots.md': text });
    const rules = async (options: LintOptions) =>
      (await made.lint(memoryUri('a.shots.md'), options)).diagnostics.map(({ rule }) => rule);
    expect(await rules({ typingAt })).toEqual(found);
    expect(await rules({})).toContain('empty-block');
  });

  it('reports at once what further typing cannot fix', async () => {
    const text = `${SHOT}SearchSolution(Error = 3)\n`;
    const { lint } = service({ 'a.tools.json': TOOLS, 'a.shots.md': text });
    expect(await lint('a.shots.md', { typingAt: { line: 2, character: 37 } })).toEqual(['parameter-type error 2:35']);
  });
});

describe('fixAll', () => {
  it('keeps the byte order mark and the line breaks', async () => {
    const text = `\ufeff${SHOT}SearchSolution("x", top_k = "3")\n**Observation**: Open.\n\n**Think**: Done.\n\n**Action**: Say so.\n`;
    const { made } = service({ 'a.tools.json': TOOLS, 'a.shots.md': text.replaceAll('\n', '\r\n') });
    const { text: fixed, changed } = await made.fixAll(memoryUri('a.shots.md'));
    const expectedText = `\ufeff${SHOT}SearchSolution(Error = "x", top_k = 3)\n**Observation**: Open.\n\n**Think**: Done.\n**Action**: Say so.\n`;
    expect({ fixed, changed }).toEqual({ fixed: expectedText.replaceAll('\n', '\r\n'), changed: true });
  });

  it('applies no suggestion, nothing suppressed and nothing that is off', async () => {
    const { made } = service({
      'a.tools.json': TOOLS,
      'sop-shots.yaml': 'rules: { positional-argument: off }\n',
      'a.shots.md': `**User**: Jammed.\n**Think**: Look.\n<!-- sop-shots-disable-next-line parameter-type -->\n**Action**: SearchSolution("x", top_k = "3", topk = 1)\n`,
    });
    expect(await made.fixAll(memoryUri('a.shots.md'))).toMatchObject({ changed: false });
  });

  it('answers an unreadable file unchanged', async () => {
    const { made } = service({ 'a.shots.md': { fails: 'gb18030' } });
    expect(await made.fixAll(memoryUri('a.shots.md'))).toEqual({ text: '', changed: false });
  });

  it('fixes several files at once, each by itself', async () => {
    const files = Object.fromEntries(
      [1, 2, 3].map((number) => [`${number}.shots.md`, `${SHOT}SearchSolution("${number}", top_k = "${number}")\n`]),
    );
    const { made } = service({ 'a.tools.json': TOOLS, ...files });
    const fixed = await Promise.all(Object.keys(files).map((name) => made.fixAll(memoryUri(name))));
    expect(fixed.map(({ text }) => text)).toEqual(
      [1, 2, 3].map((number) => `${SHOT}SearchSolution(Error = "${number}", top_k = ${number})\n`),
    );
  });
});

describe('changed', () => {
  it('names the documents to check again, which then see the change', async () => {
    const { made, host, lint } = service({ 'a.tools.json': TOOLS, 'a.shots.md': `${SHOT}SearchSolution(Error = 3)\n` });
    expect(await lint('a.shots.md')).toEqual(['parameter-type error 2:35']);
    host.write('a.tools.json', TOOLS.replace('"string"', '"integer"'));
    expect(await made.changed(memoryUri('a.tools.json'))).toContain(memoryUri('a.shots.md'));
    expect(await lint('a.shots.md')).toEqual([]);
  });
});

describe('the rest of the service', () => {
  const files = {
    'a.tools.json': TOOLS,
    'a.sop.md': '1. Look it up.\n',
    'a.shots.md': `---\nsop: ./a.sop.md\n---\n${SHOT}SearchSolution(Error = "x")\n`,
  };

  it.each([
    ['a.shots.md', 'shots'],
    ['a.sop.md', 'procedure'],
    ['a.tools.yml', 'tools'],
    ['sop-shots.yaml', 'project'],
    ['notes.md', undefined],
  ])('knows the kind of %s', (name, kind) => {
    expect(service({}).made.getFileKind(memoryUri(name))).toBe(kind);
  });

  it('answers a document with what surrounds it', async () => {
    const { made } = service(files);
    const context = await made.getContext(memoryUri('a.shots.md'));
    expect(context?.tools.tools.map(({ name }) => name)).toEqual(['SearchSolution']);
    expect(context?.procedures.map(({ uri }) => uri)).toEqual([memoryUri('a.sop.md')]);
    expect(await made.getContext(memoryUri('b.shots.md'))).toBeUndefined();
    expect((await made.toolFile(memoryUri('a.tools.json')))?.tools).toHaveLength(1);
    expect((await made.procedure(memoryUri('a.sop.md')))?.steps).toHaveLength(1);
  });

  it('explains what was loaded and why', async () => {
    const { made } = service(files);
    expect((await made.explain(memoryUri('a.shots.md'))).join('\n')).toMatch(/a\.tools\.json: 1 tool \(/);
    // A full-width colon would become a part of the link that an editor makes of the address.
    made.setLanguage('zh-CN');
    expect((await made.explain(memoryUri('a.shots.md'))).join('\n')).toMatch(/a\.tools\.json 中有 1 个工具/);
  });

  it('cannot be changed from outside', () => {
    expect(Object.isFrozen(service({}).made)).toBe(true);
  });
});
