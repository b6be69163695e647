import { describe, expect, it } from 'vitest';
import type { Location, WorkspaceEdit } from 'vscode-languageserver-types';
import { LineIndex, renderMessage } from '../../../../src/core/index.ts';
import { type Bench, type BenchOptions, bench, edited, FILES, SOP, shotWith } from '../check.ts';

const OPENAPI = `openapi: 3.0.3
info: {title: Orders, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: lang, in: query, schema: {type: string, enum: [zh, en]}}
      responses: {'200': {description: ok}}
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [sku]
              properties:
                sku: {type: string}
      responses: {'200': {description: ok}}
`;

const OTHER = `---
tools: ./a.tools.json
sop: ./repair.sop.md
---
**User**: SearchSolution is a word here
**Think**: SearchSolution with Error and printer.
<!-- step 2 -->
**Action**: SearchSolution(Error = "SearchSolution", device = "printer")
**Observation**: Error printer
`;

const WORLD: Readonly<Record<string, string>> = { ...FILES, 'other.shots.md': OTHER };
const ORDERS = { 'orders.tools.yaml': OPENAPI };

function names(locations: readonly Location[], files: Readonly<Record<string, string>>): readonly string[] {
  return locations.map(({ uri, range }) => {
    const name = decodeURIComponent(uri.slice('file:///w/'.length));
    const lines = new LineIndex(files[name] ?? '');
    const words = (files[name] ?? '').slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
    return `${name}:${range.start.line}:${words}`;
  });
}

function filesOf({ text }: Bench, { name = 'case.shots.md', files = FILES }: BenchOptions): Record<string, string> {
  return { ...files, [name]: text };
}

describe('definition', () => {
  const cases: readonly (readonly [string, readonly string[], BenchOptions?])[] = [
    [shotWith('Search‸Solution(Error = "a")'), ['a.tools.json:4:SearchSolution']],
    [shotWith('SearchSolution(Err‸or = "a")'), ['a.tools.json:9:Error']],
    [shotWith('SearchSolution(Error = "a", device = "pri‸nter")'), ['a.tools.json:21:printer']],
    [shotWith('SubmitOrder(order = "a", parts = [{"na‸me": "x"}])'), ['a.tools.json:73:name']],
    [shotWith('{"name": "Search‸Solution", "arguments": {"Error": "a"}}'), ['a.tools.json:4:SearchSolution']],
    [shotWith('Nothing‸(a = 1)'), []],
    ['**User**: q\n<!-- step ‸2 -->\n**Think**: t\n', [], { files: { 'a.tools.json': FILES['a.tools.json'] ?? '' } }],
    ['---\nsop: ./repair.sop.md\n---\n**User**: q\n<!-- step 2‸ -->\n**Think**: t\n', ['repair.sop.md:3:2.']],
    ['---\ntools: ./a.too‸ls.json\n---\n**User**: q\n', ['a.tools.json:0:']],
    [shotWith('getOr‸der(id = "1")'), ['orders.tools.yaml:5:getOrder'], { files: ORDERS }],
    [shotWith('getOrder(i‸d = "1")'), ['orders.tools.yaml:7:id'], { files: ORDERS }],
    [shotWith('getOrder(id = "1", lang = "z‸h")'), ['orders.tools.yaml:8:zh'], { files: ORDERS }],
    [shotWith('post_orders(s‸ku = "1")'), ['orders.tools.yaml:19:sku'], { files: ORDERS }],
    [SOP.replace('Search', '‸Search'), ['a.tools.json:4:SearchSolution'], { name: 'repair.sop.md' }],
    ['plain ‸text', []],
  ];
  it.each(cases.map(([marked, expected, options = {}]) => ({ marked, expected, options })))(
    '$marked',
    async ({ marked, expected, options }) => {
      const one = bench(marked, options);
      const found = await one.service.definition(one.uri, one.position);
      expect(names(found, filesOf(one, options))).toEqual(expected);
    },
  );

  it('answers both of two tools of one name', async () => {
    const files = { ...FILES, 'b.tools.json': FILES['a.tools.json'] ?? '' };
    const one = bench(shotWith('Search‸Solution(Error = "a")'), { files });
    expect(await one.service.definition(one.uri, one.position)).toHaveLength(2);
  });
});

describe('references', () => {
  it('leads from the schema to every call, step and mention', async () => {
    const marked = (FILES['a.tools.json'] ?? '').replace('SearchSolution', 'Sea‸rchSolution');
    const one = bench(marked, { name: 'a.tools.json', files: WORLD });
    const files = { ...WORLD };
    expect(names(await one.service.references(one.uri, one.position, true), files)).toEqual([
      'a.tools.json:4:SearchSolution',
      'other.shots.md:7:SearchSolution',
      'repair.sop.md:3:SearchSolution',
    ]);
    expect(await one.service.references(one.uri, one.position, false)).toHaveLength(2);
  });

  it('leads from a parameter, a value and a step to their uses', async () => {
    const files = { ...WORLD };
    for (const [before, word, expected] of [
      ['**Action**: SearchSolution(', 'Error', ['a.tools.json:9:Error', 'other.shots.md:7:Error']],
      ['device = "', 'printer', ['a.tools.json:21:printer', 'other.shots.md:7:printer']],
      ['<!-- step ', '2', ['other.shots.md:6:2', 'repair.sop.md:3:2.']],
    ] as const) {
      const one = bench(OTHER.replace(before + word, `${before}‸${word}`), { name: 'other.shots.md', files: WORLD });
      expect(names(await one.service.references(one.uri, one.position, true), files)).toEqual(expected);
    }
  });

  it('leads from an operation to its calls', async () => {
    const files = { ...ORDERS, 'x.shots.md': shotWith('getOrder(id = "1")') };
    const one = bench(OPENAPI.replace('getOrder', 'get‸Order'), { name: 'orders.tools.yaml', files });
    expect(await one.service.references(one.uri, one.position, false)).toHaveLength(1);
  });

  it('stops when it is cancelled', async () => {
    const one = bench(shotWith('Search‸Solution(Error = "a")'), { files: WORLD });
    const cancelled = { isCancellationRequested: true };
    expect(await one.service.references(one.uri, one.position, true, cancelled)).toEqual([]);
  });
});

describe('highlights', () => {
  it('marks the places of this file only', async () => {
    const one = bench(shotWith('SearchSolution(Er‸ror = "a")') + shotWith('SearchSolution(Error = "b")'), {
      files: WORLD,
    });
    expect((await one.service.highlights(one.uri, one.position)).map(({ range }) => range.start.line)).toEqual([2, 6]);
  });
  it('marks the labels of one role', async () => {
    const one = bench(shotWith('f()').replace('Think', 'Thi‸nk') + shotWith('f()'));
    expect(await one.service.highlights(one.uri, one.position)).toHaveLength(2);
  });
});

/** The files as a rename leaves them. */
async function renamed(marked: string, to: string, options: BenchOptions): Promise<Record<string, string>> {
  const one = bench(marked, options);
  const answer = await one.service.rename(one.uri, one.position, to);
  expect(answer, JSON.stringify(answer)).not.toHaveProperty('refused');
  const files = filesOf(one, options);
  for (const [uri, edits] of Object.entries((answer as WorkspaceEdit).changes ?? {})) {
    const name = decodeURIComponent(uri.slice('file:///w/'.length));
    files[name] = edited(files[name] ?? '', edits);
  }
  return files;
}

describe('rename', () => {
  const at = (before: string, word: string): string => OTHER.replace(before + word, `${before}‸${word}`);
  const other = { name: 'other.shots.md', files: WORLD };

  it('renames a tool in schema, calls and procedure, never in prose', async () => {
    const files = await renamed(at('**Action**: ', 'SearchSolution'), 'FindAnswer', other);
    expect(files['a.tools.json']).toBe(WORLD['a.tools.json']?.replace('"SearchSolution"', '"FindAnswer"'));
    expect(files['repair.sop.md']).toBe(SOP.replace('SearchSolution', 'FindAnswer'));
    expect(files['other.shots.md']).toBe(OTHER.replace('**Action**: SearchSolution', '**Action**: FindAnswer'));
  });

  it('renames a parameter with its place among the required ones', async () => {
    const files = await renamed(at('SearchSolution(', 'Error'), 'fault', other);
    expect(files['a.tools.json']).toBe(WORLD['a.tools.json']?.replaceAll('"Error"', '"fault"'));
    expect(files['other.shots.md']).toBe(OTHER.replace('(Error', '(fault'));
  });

  it('renames a listed value', async () => {
    const files = await renamed(at('device = "', 'printer'), 'printers and copiers', other);
    expect(files['a.tools.json']).toContain('"printers and copiers"');
    expect(files['other.shots.md']).toBe(OTHER.replace('"printer"', '"printers and copiers"'));
  });

  it('renames a nested parameter and one inside a JSON call', async () => {
    const marked = shotWith('{"name": "SubmitOrder", "arguments": {"order": "a", "parts": [{"na‸me": "x"}]}}');
    const files = await renamed(marked, 'part', {});
    expect(files['case.shots.md']).toContain('[{"part": "x"}]');
    expect(files['a.tools.json']).toContain('"part": {');
    expect(files['a.tools.json']).toMatch(/"required": \[\s*"part"\s*\]/);
  });

  it('renames an operation, its parameter and its enum in YAML', async () => {
    const tool = await renamed(shotWith('get‸Order(id = "1")'), 'readOrder', { files: ORDERS });
    expect(tool['orders.tools.yaml']).toBe(OPENAPI.replace('getOrder', 'readOrder'));
    const parameter = await renamed(shotWith('getOrder(‸id = "1")'), 'number', { files: ORDERS });
    expect(parameter['orders.tools.yaml']).toBe(OPENAPI.replace('name: id', 'name: number'));
    const value = await renamed(shotWith('getOrder(id = "1", lang = "‸zh")'), 'no', { files: ORDERS });
    expect(value['orders.tools.yaml']).toBe(OPENAPI.replace('[zh, en]', '["no", en]'));
    const body = await renamed(shotWith('post_orders(s‸ku = "1")'), 'article', { files: ORDERS });
    expect(body['orders.tools.yaml']).toBe(OPENAPI.replace('[sku]', '[article]').replace('sku:', 'article:'));
  });

  it('renames the copy of a schema in an API schema block', async () => {
    const schema = '{"name": "Look", "parameters": {"type": "object", "properties": {"what": {"type": "string"}}}}';
    const marked = `**User request**: q\n**API schema**: ${schema}\n**API request**: Look(wh‸at = "x")\n`;
    const files = await renamed(marked, 'query', { files: {} });
    expect(files['case.shots.md']).toBe(marked.replace('‸', '').replaceAll('what', 'query'));
  });

  it('gives a step and what is below it another number', async () => {
    const sop = '# A\n\n1. One.\n2. Two.\n   2.1 Two one.\n3. Three.\n';
    const shots = '---\nsop: ./a.sop.md\n---\n**User**: q\n<!-- step 2 -->\n**Think**: a\n**Action**: b\n';
    const files = await renamed(sop.replace('2. Two', '‸2. Two'), '7', {
      name: 'a.sop.md',
      files: { 'b.shots.md': shots },
    });
    expect(files['a.sop.md']).toBe(sop.replace('2. Two', '7. Two').replace('2.1', '7.1'));
    expect(files['b.shots.md']).toBe(shots.replace('step 2', 'step 7'));
  });
});

const tool = (name: string) => `{"name": "${name}", "parameters": {"properties": {"p": {}}}}`;
const ONE_OF_A_NAME = `[${tool('f')}]`;
const TWO_OF_A_NAME = `[${tool('f')}, ${tool('f')}]`;

describe('of two tools of one name', () => {
  const shots = shotWith('f(p = 1)');

  it('the first takes along the calls, which mean it', async () => {
    const marked = TWO_OF_A_NAME.replace('"f"', '"f‸"');
    const files = await renamed(marked, 'g', { name: 'a.tools.json', files: { 'b.shots.md': shots } });
    expect(files).toEqual({
      'a.tools.json': `[${tool('g')}, ${tool('f')}]`,
      'b.shots.md': shotWith('g(p = 1)'),
    });
  });

  it.each([
    ['in its file', TWO_OF_A_NAME, { 'b.shots.md': shots }],
    ['in another', ONE_OF_A_NAME, { '1.tools.json': ONE_OF_A_NAME, 'b.shots.md': shots }],
  ])('the second is renamed alone, %s', async (_, text, others) => {
    const at = text.lastIndexOf('"f"');
    const marked = `${text.slice(0, at)}"‸f"${text.slice(at + 3)}`;
    const files = await renamed(marked, 'g', { name: 'a.tools.json', files: others });
    expect(files).toEqual({ ...others, 'a.tools.json': `${text.slice(0, at)}"g"${text.slice(at + 3)}` });
  });
});

describe('a rename that is refused', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [shotWith('Search‸Solution(Error = "a")'), 'SubmitOrder', /already/],
    [shotWith('Search‸Solution(Error = "a")'), 'no name', /not a valid name/],
    [shotWith('Search‸Solution(Error = "a")'), '', /Enter a name/],
    [shotWith('SearchSolution(Er‸ror = "a")'), 'top_k', /already/],
    [shotWith('SearchSolution(Er‸ror = "a")'), '1x', /not a valid name/],
    [shotWith('SearchSolution(Error = "a", device = "prin‸ter")'), 'router', /already/],
    [shotWith('SearchSolution(Error = "a", device = "prin‸ter")'), 'a"b', /quotes/],
    [shotWith('SearchSolution(Error = "so‸me")'), 'x', /listed/],
    [shotWith('Nothing‸(a = 1)'), 'x', /declares/],
    ['**User**: some pro‸se\n', 'x', /Nothing to rename/],
    ['**Us‸er**: q\n', 'x', /Nothing to rename/],
    ['---\nsop: ./repair.sop.md\n---\n**User**: q\n<!-- step ‸2 -->\n**Think**: t\n', '3', /already/],
    ['---\nsop: ./repair.sop.md\n---\n**User**: q\n<!-- step ‸2 -->\n**Think**: t\n', 'x', /step number/],
    ['', 'x', /Nothing to rename/],
  ];
  it.each(cases)('%j to %j', async (marked, to, reason) => {
    const one = bench(marked);
    const answer = await one.service.rename(one.uri, one.position, to);
    expect(answer).toHaveProperty('refused');
    if ('refused' in answer) expect(answer.refused.text.en).toMatch(reason);
  });

  it.each([
    ['a call', shotWith('f‸()'), {}],
    ['a parameter', shotWith('f(‸p = 1)'), {}],
    ['a step', '# S\n\n1. Use `f‸`.\n', { name: 'case.sop.md' }],
  ])('refuses from %s where two tools have the name', async (_, marked, options) => {
    const one = bench(marked, { ...options, files: { 'a.tools.json': TWO_OF_A_NAME, 'b.tools.json': ONE_OF_A_NAME } });
    const answer = await one.service.rename(one.uri, one.position, 'g');
    expect('refused' in answer && renderMessage(answer.refused, 'en')).toMatch(
      /^Two tools have the name `f` \(a\.tools\.json, b\.tools\.json\)/,
    );
  });

  it('refuses a name that is made from a path', async () => {
    const one = bench(shotWith('post_‸orders(sku = "1")'), { files: ORDERS });
    const answer = await one.service.prepareRename(one.uri, one.position);
    expect('refused' in answer && answer.refused.text.en).toMatch(/derived from/);
  });

  it('refuses where the schema is read-only', async () => {
    const one = bench(shotWith('Search‸Solution(Error = "a")'));
    Object.assign(one.host, { isWritable: async () => false });
    const answer = await one.service.prepareRename(one.uri, one.position);
    expect('refused' in answer && answer.refused.text.en).toMatch(/read-only/);
  });

  it('prepares with the range and the name', async () => {
    const one = bench(shotWith('SearchSolution(Er‸ror = "a")'));
    const answer = await one.service.prepareRename(one.uri, one.position);
    expect(answer).toMatchObject({ placeholder: 'Error', range: { start: { line: 2, character: 27 } } });
  });
});
