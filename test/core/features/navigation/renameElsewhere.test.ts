import { describe, expect, it } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { type BenchOptions, bench, edited, FILES, shotWith, textIn } from '../check.ts';

/** What a rename changes: the lines of every file that differ afterwards, in order. */
async function changedLines(marked: string, to: string, options: BenchOptions): Promise<Record<string, string[]>> {
  const one = bench(marked, options);
  const answer = await one.service.rename(one.uri, one.position, to);
  expect(answer, JSON.stringify(answer)).not.toHaveProperty('refused');
  const files: Readonly<Record<string, string>> = { ...options.files, [options.name ?? 'case.shots.md']: one.text };
  const changed = Object.entries((answer as WorkspaceEdit).changes ?? {}).map(([uri, edits]) => {
    const name = decodeURIComponent(uri.slice('file:///w/'.length));
    const before = (files[name] ?? '').split('\n');
    const after = edited(files[name] ?? '', edits).split('\n');
    return [name, after.filter((line, index) => line !== before[index]).map((line) => line.trim())] as const;
  });
  return Object.fromEntries(changed);
}

const OPENAPI = `openapi: 3.0.3
info: {title: Orders, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      tags: [orders]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: lang, in: query, schema: {type: string, enum: [zh, en], default: zh, example: zh}}
      responses: {'200': {description: ok}}
  /orders:
    get:
      operationId: listOrders
      responses: {'200': {description: ok}}
`;

describe('accept comments', () => {
  const device = shotWith('SearchSolution(Error = "a", device = "prin‸ter")');
  const parameter = shotWith('SearchSolution(Err‸or = "a")');
  it.each([
    ['right before a round', '**User**: q\n<!-- accept: Error = "A" | "B" -->\n'],
    ['before the request', '<!-- accept: Error = "A" | "B" -->\n**User**: q\n'],
  ])('can be %s', async (_name, before) => {
    const changed = await changedLines(parameter.replace('**User**: q\n', before), 'fault', { files: FILES });
    const comment = '<!-- accept: fault = "A" | "B" -->';
    expect(changed['case.shots.md']).toEqual([comment, '**Action**: SearchSolution(fault = "a")']);
  });

  it.each([
    ['<!-- accept: device = "printer" | "router" -->', '<!-- accept: device = "copier" | "router" -->'],
    ["<!-- accept: device = 'printer' -->", "<!-- accept: device = 'copier' -->"],
    ['<!-- accept：device＝printer|router -->', '<!-- accept：device＝copier|router -->'],
  ])('name listed values: %s', async (comment, expected) => {
    const changed = await changedLines(`${device}${comment}\n`, 'copier', { files: FILES });
    expect(changed['case.shots.md']?.at(-1)).toBe(expected);
  });

  it.each([
    // A value of another parameter, a longer value, a note, a parameter of no tool that is called.
    '<!-- accept: Error = "printer" -->',
    '<!-- accept: device = "printers" -->',
    '<!-- the device is a printer -->',
    '<!-- accept: day = "printer" -->',
  ])('of something else stay as they are: %s', async (comment) => {
    const changed = await changedLines(`${device}${comment}\n`, 'copier', { files: FILES });
    expect(changed['case.shots.md']).toHaveLength(1);
  });

  it('are found from the schema, in a document that is not open', async () => {
    const shots = `${shotWith('SearchSolution(Error = "a")')}<!-- accept: Error = "b" -->\n`;
    const marked = (FILES['a.tools.json'] ?? '').replace('"Error"', '"Err‸or"');
    const files = { 'other.shots.md': shots };
    const changed = await changedLines(marked, 'fault', { name: 'a.tools.json', files });
    expect(changed['other.shots.md']).toEqual([
      '**Action**: SearchSolution(fault = "a")',
      '<!-- accept: fault = "b" -->',
    ]);
  });

  it('can be where a rename begins', async () => {
    const marked = `${shotWith('SearchSolution(Error = "a")')}<!-- accept: Err‸or = "b" -->\n`;
    const changed = await changedLines(marked, 'fault', { files: FILES });
    expect(changed['a.tools.json']).toEqual(['"fault": {', '"fault"']);
  });

  it('mean the tool of their round, not one before it with such a parameter', async () => {
    const twice = [{ name: 'One', parameters: { type: 'object', properties: { a: {} } } }];
    const files = { 'a.tools.json': JSON.stringify([...twice, { ...twice[0], name: 'Two' }], null, 2) };
    const round = (call: string): string => `\n**Think**: t\n**Action**: ${call}\n`;
    const marked = `**User**: q\n${round('One(a = 1)')}${round('Two(‸a = 1)')}<!-- accept: a = 2 -->\n`;
    const changed = await changedLines(marked, 'b', { files });
    expect(changed['case.shots.md']).toEqual(['**Action**: Two(b = 1)', '<!-- accept: b = 2 -->']);
  });
});

describe('chosen operations', () => {
  const FRONT =
    '---\ntools: {file: ./orders.yaml, include: [getOrder, tag:orders, "/orders/**"], exclude: "listOrders"}\n---\n';
  const files = { 'orders.yaml': OPENAPI };
  it.each([
    ['getOrder', 'tools: {file: ./orders.yaml, include: [readOrder, tag:orders, "/orders/**"], exclude: "listOrders"}'],
    ['listOrders', 'tools: {file: ./orders.yaml, include: [getOrder, tag:orders, "/orders/**"], exclude: "readOrder"}'],
  ])('of the front matter are renamed with %s in the schema', async (name, front) => {
    const marked = OPENAPI.replace(name, `‸${name}`);
    const shots = { 'other.shots.md': FRONT + shotWith('nothing here') };
    const changed = await changedLines(marked, 'readOrder', { name: 'orders.yaml', files: shots });
    expect(changed['orders.yaml']).toEqual(['operationId: readOrder']);
    expect(changed['other.shots.md']).toEqual([front]);
  });

  it('can be where a rename begins', async () => {
    const marked = (FRONT + shotWith('getOrder(id = "1")')).replace('[getOrder', '[get‸Order');
    const changed = await changedLines(marked, 'readOrder', { files });
    expect(changed['orders.yaml']).toEqual(['operationId: readOrder']);
    expect(changed['case.shots.md']).toHaveLength(2);
  });

  it('lead to their operation', async () => {
    const one = bench(FRONT.replace('listOrders', 'list‸Orders'), { files });
    const [found] = await one.service.definition(one.uri, one.position);
    expect(found?.range.start.line).toBe(13);
    expect(await one.service.hover(one.uri, one.position)).toBeDefined();
  });

  it('of a procedure are renamed', async () => {
    const sop = '---\ntools: [{file: orders.yaml, include: [getOrder]}]\n---\n1. Use `getOrder`.\n';
    const changed = await changedLines(OPENAPI.replace('getOrder', '‸getOrder'), 'readOrder', {
      name: 'orders.yaml',
      files: { 'a.sop.md': sop },
    });
    expect(changed['a.sop.md']).toEqual(['tools: [{file: orders.yaml, include: [readOrder]}]', '1. Use `readOrder`.']);
  });

  it('of the project file are renamed', async () => {
    const project = 'tools:\n  - file: ./orders.yaml\n    include:\n      - getOrder\n      - GET /orders\n';
    const changed = await changedLines(shotWith('get‸Order(id = "1")'), 'readOrder', {
      files: { ...files, 'sop-shots.yaml': project },
    });
    expect(changed['sop-shots.yaml']).toEqual(['- readOrder']);
  });

  it('of a file of the same name elsewhere stay', async () => {
    const project = 'tools: [{file: ./orders.yaml, include: [getOrder]}]\n';
    const changed = await changedLines(FRONT + shotWith('get‸Order(id = "1")'), 'readOrder', {
      name: 'b/case.shots.md',
      files: { 'b/orders.yaml': OPENAPI, 'a/orders.yaml': OPENAPI, 'a/sop-shots.yaml': project },
    });
    expect(Object.keys(changed).sort()).toEqual(['b/case.shots.md', 'b/orders.yaml']);
  });
});

describe('names that the project file gives', () => {
  const PROJECT = 'tools: ./orders.yaml\nnames:\n  getOrder: readOrder\n  GET /orders: listAll\n';
  const files = { 'orders.yaml': OPENAPI, 'sop-shots.yaml': PROJECT };

  it.each([
    [shotWith('read‸Order(id = "1")'), 'getOrder: fetchOrder'],
    [shotWith('list‸All()'), 'GET /orders: fetchOrder'],
  ])('are what is renamed, and the operationId stays: %j', async (marked, line) => {
    const changed = await changedLines(marked, 'fetchOrder', { files });
    expect(changed).toEqual({ 'case.shots.md': [expect.stringContaining('fetchOrder(')], 'sop-shots.yaml': [line] });
  });

  it('can be where a rename begins', async () => {
    const changed = await changedLines(PROJECT.replace('readOrder', 'read‸Order'), 'fetchOrder', {
      name: 'sop-shots.yaml',
      files: { 'orders.yaml': OPENAPI, 'other.shots.md': shotWith('readOrder(id = "1")') },
    });
    expect(changed).toEqual({
      'other.shots.md': ['**Action**: fetchOrder(id = "1")'],
      'sop-shots.yaml': ['getOrder: fetchOrder'],
    });
  });

  it.each([
    ['orders.yaml', OPENAPI.replace('getOrder', 'get‸Order')],
    ['sop-shots.yaml', PROJECT.replace('getOrder', 'get‸Order')],
  ])('stay where the operationId is renamed in %s', async (name, marked) => {
    const others = { ...files, 'other.shots.md': shotWith('readOrder(id = "1")') };
    const changed = await changedLines(marked, 'oneOrder', { name, files: others });
    expect(changed).toEqual({ 'orders.yaml': ['operationId: oneOrder'], 'sop-shots.yaml': ['oneOrder: readOrder'] });
  });

  it('offer the name under the cursor', async () => {
    const one = bench(OPENAPI.replace('getOrder', 'get‸Order'), { name: 'orders.yaml', files });
    const answer = await one.service.prepareRename(one.uri, one.position);
    expect(answer).toMatchObject({ placeholder: 'getOrder' });
    if ('range' in answer) expect(textIn(one, answer.range)).toBe('getOrder');
  });

  it('are refused where the project file is read-only', async () => {
    const one = bench(shotWith('read‸Order(id = "1")'), { files });
    Object.assign(one.host, { isWritable: async (uri: string) => !uri.endsWith('sop-shots.yaml') });
    const answer = await one.service.prepareRename(one.uri, one.position);
    expect('refused' in answer && answer.refused.args).toEqual({ file: 'sop-shots.yaml' });
  });

  it.each(['getOrder', 'listAll'])('are refused where %s is taken', async (name) => {
    const one = bench(shotWith('read‸Order(id = "1")'), { files });
    const answer = await one.service.rename(one.uri, one.position, name);
    expect('refused' in answer && answer.refused.text.en).toMatch(/already/);
  });
});

describe('what a schema says of a value besides listing it', () => {
  it('is renamed with it', async () => {
    const changed = await changedLines(shotWith('getOrder(id = "1", lang = "z‸h")'), 'cn', {
      files: { 'orders.tools.yaml': OPENAPI },
    });
    expect(changed['orders.tools.yaml']).toEqual([
      '- {name: lang, in: query, schema: {type: string, enum: [cn, en], default: cn, example: cn}}',
    ]);
  });
});
