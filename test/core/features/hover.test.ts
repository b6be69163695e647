import { describe, expect, it } from 'vitest';
import { type BenchOptions, bench, CURSOR, FILES, TOOLS, textIn } from './check.ts';

interface Case {
  readonly at: string;
  /** The text the hover is about. */
  readonly on?: string;
  readonly says?: readonly string[];
  readonly not?: string;
  readonly hidden?: true;
  readonly options?: BenchOptions;
}

async function hoverAt(at: string, options?: BenchOptions) {
  const made = bench(at, options);
  const hover = await made.service.hover(made.uri, made.position);
  const value = hover === undefined ? undefined : (hover.contents as { readonly value: string }).value;
  return { value, on: hover?.range === undefined ? undefined : textIn(made, hover.range) };
}

const CALL = '**User**: Hi\n**Action**: ';
const WITH_SOP = '---\nsop: ./repair.sop.md\ntools: [./a.tools.json]\nstyle: react\n---\n';
const chinese: BenchOptions = { language: 'zh-CN' };
const json = JSON.stringify(TOOLS, null, 2);
/** The tool file with the cursor within the nth occurrence of a text. */
const inTools = (text: string, nth = 0): string => {
  let at = -1;
  for (let count = 0; count <= nth; count++) at = json.indexOf(text, at + 1);
  return `${json.slice(0, at + 2)}${CURSOR}${json.slice(at + 2)}`;
};
const tools: BenchOptions = { name: 'own.tools.json', files: {} };

const cases: readonly Case[] = [
  {
    at: `${CALL}Search‸Solution(Error = "x")`,
    on: 'SearchSolution',
    says: [
      'Looks up solutions',
      '`Error` *(required)*',
      '`top_k`',
      'an integer from 1 to 10',
      '[a.tools.json](file:///w/a.tools.json#L5)',
    ],
  },
  { at: `${CALL}‸SearchSolution(Error = "x")`, on: 'SearchSolution' },
  { at: `${CALL}SearchSolution‸(Error = "x")`, on: 'SearchSolution' },
  {
    at: `${CALL}SearchSolution(Er‸ror = "x")`,
    on: 'Error',
    says: ['**`Error`** *(required)*', 'The fault in the words of the user.', 'Expected: a string'],
  },
  { at: `${CALL}SearchSolution(Error = "x", top‸_k = 1)`, on: 'top_k', says: ['*(optional)*', 'Default: `3`'] },
  { at: `${CALL}SearchSolution(Error = "x‸")`, on: 'x', says: ['**`Error`**'] },
  { at: `${CALL}SearchSolution(dev‸ice = "printer")`, on: 'device', says: ['Values: `"printer"`'], not: 'Expected:' },
  {
    at: `${CALL}SearchSolution(device = "prin‸ter")`,
    on: 'printer',
    says: ['Values: `"printer"`, `"router"`', 'Kind of device'],
  },
  { at: `${CALL}SearchSolution("x‸")`, on: 'x', says: ['**`Error`**'] },
  { at: `${CALL}SearchSolution(wro‸ng = 1)`, on: 'wrong', says: ['SearchSolution has no parameter `wrong`'] },
  { at: `${CALL}SubmitOrder(parts = [{"cou‸nt": 1}])`, on: 'count', says: ['**`parts[].count`**', 'an integer'] },
  { at: `${CALL}{"name": "Submit‸Order", "arguments": {}}`, on: 'SubmitOrder', says: ['Submits an order'] },
  { at: `${CALL}{"name": "SubmitOrder", "arguments": {"or‸der": "a"}}`, on: 'order', says: ['Examples: `"SO-1"`'] },
  { at: `${CALL}Unkn‸own(a=1)`, on: 'Unknown', says: ['Unknown tool Unknown'] },
  { at: `${CALL}Unknown(a‸=1)`, hidden: true },
  {
    at: '**User**: Hi\n**Action**: ask about SearchSo‸lution(Error="x") first',
    on: 'SearchSolution',
    says: ['Looks up'],
  },
  { at: '**User request:** Hi\n**API schema:** [Search‸Solution schema]', on: 'SearchSolution', says: ['Looks up'] },
  { at: '**Us‸er**: Hi', on: '**User**:', says: ["The user's request"] },
  { at: '**User**: Hi\n**Thi‸nk**: a', says: ['considers before the action'] },
  { at: '用户：坏了\n思‸考：想', on: '思考：', says: ['行动之前的思考'], options: chinese },
  { at: '**User**: H‸i', hidden: true },
  {
    at: `${WITH_SOP}**User**: Hi\n<!-- step 2‸ -->\n**Think**: a`,
    on: '2',
    says: ['Step 2 of Repair', 'Look it up with'],
  },
  { at: `${WITH_SOP}**User**: Hi\n<!-- step 9‸ -->\n**Think**: a`, says: ['The procedure has no step 9'] },
  { at: '**User**: Hi\n<!-- step 2‸ -->\n**Think**: a', says: ['does not specify a procedure'] },
  {
    at: WITH_SOP.replace('./rep', './re‸p'),
    on: './repair.sop.md',
    says: ['[repair\\.sop\\.md](file:///w/repair.sop.md)', '3 steps'],
  },
  { at: WITH_SOP.replace('./a.', './‸a.'), on: './a.tools.json', says: ['4 tools'] },
  { at: '---\nsop: ./no‸where.sop.md\n---\n', says: ['File not found'] },
  { at: '---\nsop: ../../../etc/pass‸wd\n---\n', says: ['outside the workspace'] },
  { at: WITH_SOP.replace('sop:', 's‸op:'), on: 'sop', says: ['The procedures these shots teach'] },
  { at: WITH_SOP.replace('react', 're‸act'), on: 'react', says: ['`plan-and-solve`'] },
  { at: '---\ntar‸gets: gemini\n---\n', on: 'targets', says: ['Providers the tools are for', '`openai-strict`'] },
  { at: '---\ntargets: [gem‸ini]\n---\n', on: 'gemini', says: ['工具面向的服务商'], options: chinese },
  { at: WITH_SOP.replace('sop:', 's‸op:'), says: ['流程文档'], options: chinese },
  { at: `${CALL}Search‸Solution(Error = "x")`, says: ['参数', '必填', '字符串', '定义于'], options: chinese },
  { at: '1. a\n2. use `Search‸Solution`', on: 'SearchSolution', says: ['Looks up'], options: { name: 'x.sop.md' } },
  { at: '1. a\n2. use `some‸thing`', hidden: true, options: { name: 'x.sop.md' } },
  { at: '# T\n\n1‸. Ask\n', on: '1.', says: ['Step 1 of T', 'Ask'], options: { name: 'x.sop.md' } },
  {
    at: '# T\n\n1‸. Search the solution.\n',
    on: '1.',
    says: ['Tools by its words: `SearchSolution`'],
    options: { name: 'x.sop.md' },
  },
  {
    at: '# T\n\n1‸. Look the fault up.\n',
    on: '1.',
    says: ['可能使用：`SearchSolution`'],
    options: { name: 'x.sop.md', ...chinese },
  },
  { at: inTools('SearchSolution'), on: 'SearchSolution', says: ['Looks up'], options: tools },
  { at: inTools('top_k'), on: 'top_k', says: ['an integer from 1 to 10'], options: tools },
  { at: inTools('router'), on: 'router', says: ['Kind of device'], options: tools },
  { at: inTools('description'), hidden: true, options: tools },
  {
    at: 'rules:\n  unknown‸-tool: off',
    on: 'unknown-tool',
    says: ['`rules.unknown-tool`', '`warning`'],
    options: { name: 'sop-shots.yaml' },
  },
  {
    at: 'sty‸le:\n  colon: keep',
    on: 'style',
    says: ['Format of shots'],
    options: { name: 'sop-shots.yaml' },
  },
  { at: 'nobody‸: 1', hidden: true, options: { name: 'sop-shots.yaml' } },
  {
    at: '# Title\n\n```shots\n**User**: Hi\n**Action**: Search‸Solution(Error="x")\n```\n',
    on: 'SearchSolution',
    options: { name: 'readme.md', files: FILES },
  },
  { at: '**Us‸er**: Hi', hidden: true, options: { name: 'readme.md', files: FILES } },
  { at: '‸', hidden: true },
];

describe('hover', () => {
  it.each(cases)('$at', async ({ at, on, says, not, hidden, options }) => {
    const found = await hoverAt(at, options);
    if (hidden) expect(found.value).toBeUndefined();
    if (on !== undefined) expect(found.on).toBe(on);
    for (const words of says ?? []) expect(found.value).toContain(words);
    if (not !== undefined) expect(found.value).not.toContain(not);
  });
});

it('shows the address of an image as a link, which an editor does not fetch', async () => {
  const image = '![map](https://maps.example/p.png?user=1)';
  const parameters = { type: 'object', properties: { place: { type: 'string', description: image } } };
  const tools = JSON.stringify([{ name: 'Show', description: `Shows ${image}.`, parameters }]);
  const at = (call: string) => hoverAt(`${CALL}${call}`, { files: { 'a.tools.json': tools } });
  for (const call of ['Sh‸ow(place = "a")', 'Show(pl‸ace = "a")']) {
    const { value = '' } = await at(call);
    expect(value).toContain('\\![map](https://maps.example/p.png?user=1)');
    expect(value.replaceAll('\\!', '')).not.toContain('![');
  }
});

describe('hover over OpenAPI', () => {
  const openapi = `openapi: 3.0.0
info: {title: a, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      description: One order.
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}, description: Its number.}
        - name: state
          in: query
          schema: {$ref: '#/components/schemas/State'}
components:
  schemas:
    State: {type: string, enum: [open, closed], description: The state.}
`;
  const options: BenchOptions = { files: { 'api.tools.yaml': openapi } };
  it.each([
    [`${CALL}get‸Order(id="1")`, 'One order.'],
    [`${CALL}get‸Order(id="1")`, '`GET /orders/{id}`'],
    [`${CALL}getOrder(i‸d="1")`, 'Its number.'],
    [`${CALL}getOrder(id="1", sta‸te="open")`, 'The state.'],
    [`${CALL}getOrder(id="1", state="op‸en")`, 'Values: `"open"`, `"closed"`'],
  ])('%s says %s', async (at, words) => {
    expect((await hoverAt(at, options)).value).toContain(words);
  });

  it.each([
    ['operationId: getOrd‸er', 'getOrder'],
    ['{name: i‸d', 'id'],
    ['name: sta‸te', 'state'],
    ['enum: [op‸en', 'open'],
  ])('reads %s in the document itself', async (marked, on) => {
    const at = openapi.replace(marked.replace(CURSOR, ''), marked);
    expect((await hoverAt(at, { name: 'api.yaml', files: {} })).on).toBe(on);
  });
});
