import { describe, expect, it } from 'vitest';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-types';
import { semanticTokenLegend } from '../../../src/core/index.ts';
import { type BenchOptions, bench, FILES, TOOLS, textIn } from './check.ts';

const TWO_ROUNDS = `---
sop: ./repair.sop.md
---
**User**: Paper jam
**Think**: Look it up.
**Action**: SearchSolution(Error = "jam")
**Observation**: Open it.

**Think**: Ask when.
**Action**: SearchAvailableTime(day = "Monday")
**Observation**: Free.

**User**: Second
**Action**: ask
`;

describe('document symbols', () => {
  const tree = (symbols: readonly DocumentSymbol[]): readonly unknown[] =>
    symbols.map(({ name, children = [] }) => (children.length === 0 ? name : [name, ...tree(children)]));

  it.each<[string, string, BenchOptions, readonly unknown[]]>([
    [
      'shots, rounds and calls',
      TWO_ROUNDS,
      {},
      [
        ['Paper jam', ['Look it up.', 'SearchSolution'], ['Ask when.', 'SearchAvailableTime']],
        ['Second', 'ask'],
      ],
    ],
    ['nothing', '', {}, []],
    [
      'tools',
      JSON.stringify(TOOLS),
      { name: 'x.tools.json' },
      ['SearchSolution', 'SearchAvailableTime', 'SubmitOrder', '查询天气'],
    ],
    ['steps', '1. a\n2. b\n   2.1 c\n3. d\n', { name: 'x.sop.md' }, ['1 a', ['2 b', '2.1 c'], '3 d']],
    ['no steps', 'words', { name: 'x.sop.md' }, []],
    ['project files', 'tools: a', { name: 'sop-shots.yaml' }, []],
  ])('%s', async (_title, text, options, expected) => {
    const { service, uri } = bench(text, options);
    expect(tree(await service.documentSymbols(uri))).toEqual(expected);
  });

  it('keeps what is selected within the whole', async () => {
    const { service, uri, lines } = bench(TWO_ROUNDS);
    const visit = ({ range, selectionRange, children = [] }: DocumentSymbol): void => {
      expect(lines.offsetAt(selectionRange.start)).toBeGreaterThanOrEqual(lines.offsetAt(range.start));
      expect(lines.offsetAt(selectionRange.end)).toBeLessThanOrEqual(lines.offsetAt(range.end));
      children.forEach(visit);
    };
    (await service.documentSymbols(uri)).forEach(visit);
  });
});

describe('workspace symbols', () => {
  it.each([
    ['', ['SearchSolution', 'SearchAvailableTime', 'SubmitOrder', '查询天气', '1 Ask what is broken.'], true],
    ['sbord', ['SubmitOrder'], true],
    ['天气', ['查询天气'], true],
    ['paper', ['Paper jam'], true],
    ['Look it', ['2 Look it up with `SearchSolution`.'], true],
    ['nothing like it', [], false],
  ])('%j finds %j', async (query, names) => {
    const { service } = bench(TWO_ROUNDS);
    const found = (await service.workspaceSymbols(query)).map(({ name }) => name);
    expect(found).toEqual(expect.arrayContaining([...names]));
    if (names.length === 0) expect(found).toEqual([]);
  });

  it('answers with what is known when it is cancelled', async () => {
    const { service } = bench(TWO_ROUNDS);
    expect(await service.workspaceSymbols('paper', { isCancellationRequested: true })).toEqual([]);
    expect(await service.workspaceSymbols('paper')).toHaveLength(1);
  });
});

describe('folding', () => {
  const folds = async (text: string, options: BenchOptions = {}) => {
    const { service, uri } = bench(text, options);
    return (await service.foldingRanges(uri)).map(({ startLine, endLine }) => `${startLine}-${endLine}`);
  };
  it.each<[string, string, BenchOptions, readonly string[]]>([
    ['front matter, shots, rounds', TWO_ROUNDS, {}, ['0-2', '3-10', '4-6', '8-10', '12-13']],
    ['a long observation', '**User**: a\n**Observation**: b\nc\nd\ne\n', {}, ['0-4', '1-4']],
    ['a comment', '<!-- a\nb -->\n**User**: c', {}, ['0-1']],
    ['a fence', '**User**: a\n```json\n{}\n```\n', {}, ['0-3', '1-3']],
    ['one line', '**User**: a', {}, []],
    ['steps', '1. a\n   b\n2. c\n   2.1 d\n', { name: 'x.sop.md' }, ['0-1', '2-3']],
    ['tools', '[\n{"name": "a",\n"parameters": {}}\n]', { name: 'x.tools.json' }, ['1-2']],
  ])('%s', async (_title, text, options, expected) => {
    expect(await folds(text, options)).toEqual(expected);
  });
});

describe('selection ranges', () => {
  it.each<[string, readonly string[], BenchOptions?]>([
    [
      '**User**: a\n**Action**: SearchSolution(Error = "x‸y")',
      ['xy', '"xy"', 'Error = "xy"', 'SearchSolution(Error = "xy")'],
    ],
    [
      '**User**: a\n**Action**: SubmitOrder(parts = [{"name": "‸a"}])',
      ['a', '"a"', '"name": "a"', '{"name": "a"}', '[{"name": "a"}]'],
    ],
    ['**User**: so ‸it is', ['so it is']],
    [
      '1. Use `Search‸Solution`',
      ['SearchSolution', 'Use `SearchSolution`', '1. Use `SearchSolution`'],
      { name: 'x.sop.md' },
    ],
  ])('%s', async (at, expected, options) => {
    const made = bench(at, options);
    const [first] = await made.service.selectionRanges(made.uri, [made.position]);
    const texts: string[] = [];
    for (let range: SelectionRange | undefined = first; range !== undefined; range = range.parent)
      texts.push(textIn(made, range.range));
    expect(texts.slice(0, expected.length)).toEqual(expected);
    for (let index = 1; index < texts.length; index++)
      expect(texts[index]?.length).toBeGreaterThan(texts[index - 1]?.length ?? 0);
    expect(texts.at(-1)).toBe(made.text);
  });

  it('answers one for every position, also where there is nothing', async () => {
    const { service, uri } = bench('');
    expect(
      await service.selectionRanges(uri, [
        { line: 0, character: 0 },
        { line: 9, character: 9 },
      ]),
    ).toHaveLength(2);
    expect(await service.selectionRanges('file:///w/gone.shots.md', [{ line: 0, character: 0 }])).toHaveLength(1);
  });
});

describe('document links', () => {
  it.each<[string, BenchOptions, readonly (readonly [string, string])[]]>([
    [
      '---\nsop: ./repair.sop.md\ntools: ["./a.tools.json"]\n---\n',
      {},
      [
        ['./repair.sop.md', 'file:///w/repair.sop.md'],
        ['./a.tools.json', 'file:///w/a.tools.json'],
      ],
    ],
    ['---\nsop: ../outside.sop.md\n---\n', {}, []],
    [
      '**User request:** a\n**API schema:** [schema](./a.tools.json)',
      {},
      [['./a.tools.json', 'file:///w/a.tools.json']],
    ],
    [
      'tools: ./a.tools.json\nsop: [repair.sop.md]',
      { name: 'sop-shots.yaml' },
      [
        ['repair.sop.md', 'file:///w/repair.sop.md'],
        ['./a.tools.json', 'file:///w/a.tools.json'],
      ],
    ],
    ['---\ntools: ./a.tools.json\n---\n1. a', { name: 'x.sop.md' }, [['./a.tools.json', 'file:///w/a.tools.json']]],
    [
      '[{"name": "a", "parameters": {"$ref": "./common.json#/A"}}]',
      { name: 'x.tools.json' },
      [['./common.json#/A', 'file:///w/common.json']],
    ],
    [
      '{"name": "a",\n"parameters": {"$ref": "#/definitions/A"},\n"definitions": {\n"A": {}}}',
      { name: 'x.tools.json' },
      [['#/definitions/A', 'file:///w/x.tools.json#4']],
    ],
    ['{"name": "a", "parameters": {"$ref": "https://example.com/a.json"}}', { name: 'x.tools.json' }, []],
  ])('%j', async (text, options, expected) => {
    const made = bench(text, options);
    const links = await made.service.documentLinks(made.uri);
    expect(links.map(({ range, target }) => [textIn(made, range), target])).toEqual(expected);
  });
});

describe('semantic tokens', () => {
  const tokens = async (text: string, options: BenchOptions = {}) => {
    const made = bench(text, options);
    const { data } = await made.service.semanticTokens(made.uri);
    const found: string[] = [];
    let [line, character] = [0, 0];
    for (let at = 0; at < data.length; at += 5) {
      const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
      character = lines === 0 ? character + characters : characters;
      line += lines;
      const range = { start: { line, character }, end: { line, character: character + length } };
      const modifiers = semanticTokenLegend.tokenModifiers.filter((_, bit) => bits & (1 << bit));
      found.push([textIn(made, range), semanticTokenLegend.tokenTypes[type], ...modifiers].join(' '));
    }
    return found;
  };

  it.each<[string, readonly string[], BenchOptions?]>([
    ['**User**: a\n**Think**: b', ['User label request', 'Think label think']],
    [
      '**Action**: SearchSolution(Error = "x", top_k = 3, device = "printer")',
      [
        'Action label action',
        'SearchSolution function',
        'Error parameter',
        '"x" string',
        'top_k parameter',
        '3 number',
        'device parameter',
        'printer enumMember',
      ],
    ],
    [
      '**Action**: SearchAvailableTime(onsite = True)',
      ['Action label action', 'SearchAvailableTime function', 'onsite parameter', 'True keyword'],
    ],
    ['**Action**: Nope(a = 1)', ['Action label action', 'Nope function unknown', 'a parameter', '1 number']],
    [
      '**Action**: SearchSolution(wrong = 1)',
      ['Action label action', 'SearchSolution function', 'wrong parameter unknown', '1 number'],
    ],
    [
      '**Action**: SearchSolution(Error = """a\nb""")',
      ['Action label action', 'SearchSolution function', 'Error parameter', '"""a string', 'b""" string'],
    ],
    ['1. Use `SearchSolution` and `x`', ['1. variable declaration', 'SearchSolution function'], { name: 'x.sop.md' }],
    ['[]', [], { name: 'x.tools.json' }],
    ['', []],
  ])('%j', async (text, expected, options) => {
    expect(await tokens(text, options)).toEqual(expected);
  });

  it('keeps to a range', async () => {
    const { service, uri } = bench('**User**: a\n**Think**: b\n**Action**: c');
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 9 } };
    expect((await service.semanticTokens(uri, range)).data).toEqual([
      1,
      2,
      5,
      0,
      1 << semanticTokenLegend.tokenModifiers.indexOf('think'),
    ]);
  });
});

it('names the conditions of steps in the outline', async () => {
  const { service, uri } = bench('1. Ask.\n2. If it is hot, cool it; if it is wet, dry it.\n', { name: 'x.sop.md' });
  const symbols = await service.documentSymbols(uri);
  expect(symbols.map(({ detail }) => detail)).toEqual(['', 'it is hot / it is wet']);
});

describe('code lenses', () => {
  const titles = async (text: string, options: BenchOptions = {}) => {
    const { service, uri } = bench(text, options);
    return (await service.codeLenses(uri)).map(({ command }) => command?.title);
  };
  const shots = { 'one.shots.md': TWO_ROUNDS, 'two.shots.md': '**User**: a\n**Action**: SearchSolution(Err = "x")\n' };

  it('counts the examples of a tool and those with errors', async () => {
    const files = { ...FILES, ...shots };
    expect(await titles(FILES['a.tools.json'] ?? '', { name: 'a.tools.json', files })).toEqual([
      '2 shots, 1 with errors',
      '1 shot',
      'no shots',
      'no shots',
    ]);
  });

  it('says so in Chinese', async () => {
    const files = { ...FILES, ...shots };
    const [first] = await titles(FILES['a.tools.json'] ?? '', { name: 'a.tools.json', files, language: 'zh-CN' });
    expect(first).toBe('2 个示例，其中 1 个有错误');
  });

  it('counts the shots that teach a step, and names the sides that none takes', async () => {
    const files = { ...FILES, ...shots };
    expect(await titles(FILES['repair.sop.md'] ?? '', { name: 'repair.sop.md', files })).toEqual([
      'covered by no shot',
      'covered by 1 shot',
      'no shot takes the branch: if nothing helps',
      'covered by 1 shot',
    ]);
  });

  it.each([
    ['# Kettle\n1. Fill it.\n2. Heat it.\n', ['no shots']],
    ['1. Fill it.\n2. Heat it.\n', []],
  ])('says once that no shot covers a procedure, where it has a title: %j', async (text, expected) => {
    expect(await titles(text, { name: 'kettle.sop.md', files: shots })).toEqual(expected);
  });

  it('says that shots take all sides of a decision', async () => {
    const sop = '1. Ask.\n2. If it is hot, cool it with `SearchSolution`; otherwise wait.\n';
    const round = (action: string) =>
      `**User**: q ${action}\n<!-- step 2 -->\n**Action**: ${action}\n**Observation**: o\n`;
    const document = `---\nsop: ./a.sop.md\n---\n${round('Cool it.')}\n---\n\n${round('Wait.')}`;
    const options = { name: 'a.sop.md', files: { 'a.shots.md': document } };
    expect(await titles(sop, options)).toContain('all branches covered');
    expect(await titles(sop, { ...options, language: 'zh-CN' })).toContain('所有分支均已覆盖');
  });

  it('estimates the tokens of each shot', async () => {
    expect(await titles(TWO_ROUNDS)).toEqual([
      expect.stringMatching(/^≈ \d+ tokens$/),
      expect.stringMatching(/^≈ \d+ tokens$/),
    ]);
  });

  it('names a command with the place it is about', async () => {
    const files = { ...FILES, ...shots };
    const { service, uri } = bench(FILES['a.tools.json'] ?? '', { name: 'a.tools.json', files });
    const [first] = await service.codeLenses(uri);
    expect(first?.command).toMatchObject({ command: 'sopShots.showReferences', arguments: [uri, first?.range.start] });
  });

  it('answers nothing when it is cancelled', async () => {
    const { service, uri } = bench(FILES['a.tools.json'] ?? '', {
      name: 'a.tools.json',
      files: { ...FILES, ...shots },
    });
    expect(await service.codeLenses(uri, { isCancellationRequested: true })).toEqual([]);
  });
});

describe('inlay hints', () => {
  const hints = async (text: string, on: { parameterNames: boolean; steps: boolean }) => {
    const { service, uri, lines } = bench(text);
    service.setFeatureOptions({ inlayHints: on, snippets: true, createsFiles: true });
    const range = { start: { line: 0, character: 0 }, end: lines.positionAt(text.length) };
    return (await service.inlayHints(uri, range)).map(({ label }) => label);
  };
  const CALL = '**User**: a\n**Action**: SearchSolution("x", 3, device = "router")';

  it.each([
    [CALL, { parameterNames: true, steps: false }, ['Error:', 'top_k:']],
    [CALL, { parameterNames: false, steps: false }, []],
    ['**User**: a\n**Action**: SearchSolution[x]', { parameterNames: true, steps: false }, []],
    ['**User**: a\n**Action**: Nope("x")', { parameterNames: true, steps: false }, []],
    [TWO_ROUNDS, { parameterNames: false, steps: true }, ['step 2', 'step 3']],
    [
      TWO_ROUNDS.replace('**Think**: Look', '<!-- step 1 -->\n**Think**: Look'),
      { parameterNames: false, steps: true },
      ['step 3'],
    ],
  ])('%j with %j', async (text, on, expected) => {
    expect(await hints(text, on)).toEqual(expected);
  });

  it('is off by default', async () => {
    const { service, uri } = bench(CALL);
    expect(await service.inlayHints(uri, { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } })).toEqual(
      [],
    );
  });
});
