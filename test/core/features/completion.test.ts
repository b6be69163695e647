import { describe, expect, it } from 'vitest';
import { applied, type BenchOptions, bench, completionsAt, FILES } from './check.ts';

interface Case {
  readonly at: string;
  /** The first labels, in order. */
  readonly first?: readonly string[];
  /** All labels, in order. */
  readonly all?: readonly string[];
  readonly has?: readonly string[];
  readonly not?: readonly string[];
  /** Label and text afterwards. */
  readonly choose?: readonly [string, string];
  readonly options?: BenchOptions;
}

function run(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    it.each(cases)('$at', async ({ at, first, all, has, not, choose, options }) => {
      const items = await completionsAt(at, options);
      const labels = items.map(({ label }) => label);
      if (first !== undefined) expect(labels.slice(0, first.length)).toEqual(first);
      if (all !== undefined) expect(labels).toEqual(all);
      for (const label of has ?? []) expect(labels).toContain(label);
      for (const label of not ?? []) expect(labels).not.toContain(label);
      expect(new Set(labels).size).toBe(labels.length);
      if (choose !== undefined) {
        const item = items.find(({ label }) => label === choose[0]);
        expect(item, labels.join(', ')).toBeDefined();
        if (item !== undefined) expect(applied(at, item)).toBe(choose[1]);
      }
    });
  });
}

const SHOT =
  '**User**: Paper jam\n**Think**: Look.\n**Action**: SearchSolution(Error = "jam")\n**Observation**: Open it.\n';

it('starts among listed values at the existing one', async () => {
  const items = await completionsAt('**User**: Hi\n**Action**: SearchSolution(Error = "a", device = "‸router")');
  expect(items.map(({ label, preselect }) => [label, preselect])).toEqual([
    ['printer', undefined],
    ['router', true],
  ]);
});

run('the next label', [
  { at: '‸', first: ['User'] },
  { at: '**User**: Hi\n‸', first: ['Think', 'Action'], not: ['User'] },
  { at: '**User**: Hi\n**Th‸', first: ['Think'], choose: ['Think', '**User**: Hi\n**Think**: '] },
  { at: '**User**: Hi\n**Th‸**', choose: ['Think', '**User**: Hi\n**Think**: '] },
  { at: '**User**: Hi\n**Th‸**:', choose: ['Think', '**User**: Hi\n**Think**: '] },
  { at: '**User**: Hi\nth‸', choose: ['Think', '**User**: Hi\n**Think**: '] },
  { at: '**User**: Hi\n**Think**: so\n‸', first: ['Action'] },
  { at: `${SHOT}‸`, first: ['Think', 'Action'], has: ['User'] },
  { at: 'User: Hi\nThought: a\n‸', choose: ['Action', 'User: Hi\nThought: a\nAction: '] },
  { at: 'User:Hi\nThought:a\nA‸', choose: ['Action', 'User:Hi\nThought:a\nAction:'] },
  {
    at: '用户：打印机坏了\n思考：查一下\n‸',
    first: ['行动'],
    choose: ['行动', '用户：打印机坏了\n思考：查一下\n行动：'],
  },
  {
    at: '**用户：** 打印机坏了\n**思考：** 查一下\n‸',
    choose: ['行动', '**用户：** 打印机坏了\n**思考：** 查一下\n**行动：** '],
  },
  {
    at: 'Question: q\nThought 1: a\nAction 1: b\nObservation 1: c\nT‸',
    choose: ['Thought', 'Question: q\nThought 1: a\nAction 1: b\nObservation 1: c\nThought 2: '],
  },
  { at: 'Question: q\nThought 1: a\n‸', choose: ['Action', 'Question: q\nThought 1: a\nAction 1: '] },
  { at: '> User: Hi\n> Think: a\n> ‸', choose: ['Action', '> User: Hi\n> Think: a\n> Action: '] },
  { at: '- User: Hi\n- Think: a\n- A‸', choose: ['Action', '- User: Hi\n- Think: a\n- Action: '] },
  { at: '**User request:** Hi\n‸', first: ['API schema', 'API request'], not: ['Action'] },
  { at: '**User request:** Hi\n**API request:** x()\n‸', has: ['API response', 'User request'] },
  { at: '**User**: Hi\n**Plan**: 1. a\n‸', has: ['Step', 'Think'] },
  { at: '**User**: Hi\nwords that ‸', all: [] },
  { at: '**User**: Hi ‸', all: [] },
]);

const ROUND = '**User**: Hi\n**Think**: a\n**Action**: b\n**Observation**: c\n';

run('text between rounds', [
  {
    at: `${ROUND}\n**Think**: a\n**Action**: b\n**Observation**: c\nT‸`,
    choose: ['Think', `${ROUND}\n**Think**: a\n**Action**: b\n**Observation**: c\n\n**Think**: `],
  },
  {
    at: `${ROUND}\n**Think**: a\n**Action**: b\n**Observation**: c\n\nT‸`,
    choose: ['Think', `${ROUND}\n**Think**: a\n**Action**: b\n**Observation**: c\n\n**Think**: `],
  },
  {
    at: `${ROUND}\n---\n\n**Think**: a\n**Action**: b\n**Observation**: c\nT‸`,
    choose: ['Think', `${ROUND}\n---\n\n**Think**: a\n**Action**: b\n**Observation**: c\n\n---\n\n**Think**: `],
  },
  {
    at: `${ROUND}**Think**: a\n**Action**: b\n**Observation**: c\nT‸`,
    choose: ['Think', `${ROUND}**Think**: a\n**Action**: b\n**Observation**: c\n**Think**: `],
  },
  { at: `${ROUND}U‸`, choose: ['User', `${ROUND}\n**User**: `] },
]);

run('tools', [
  { at: '**User**: Hi\n**Action**: ‸', first: ['SearchSolution', 'SearchAvailableTime', 'SubmitOrder', '查询天气'] },
  {
    at: '**User**: Hi\n**Action**: Sea‸',
    choose: ['SearchSolution', `**User**: Hi\n**Action**: SearchSolution(Error = "\${1:Error}")`],
  },
  {
    at: '**User**: Hi\n**Action**: Sea‸rch(Error = "x")',
    choose: ['SearchSolution', '**User**: Hi\n**Action**: SearchSolution(Error = "x")'],
  },
  { at: '**User**: Hi\n**Action**:‸', has: ['SubmitOrder'] },
  {
    at: '**User**: Hi\n**Action**: 查‸',
    choose: ['查询天气', `**User**: Hi\n**Action**: 查询天气(城市 = "\${1:城市}")`],
  },
  {
    at: '**User**: Hi\n**Action**: SubmitOrder(order="a")\n**User**: Ho\n**Action**: Sub‸',
    choose: [
      'SubmitOrder',
      `**User**: Hi\n**Action**: SubmitOrder(order="a")\n**User**: Ho\n**Action**: SubmitOrder(order=\${1:"SO-1"})`,
    ],
  },
  {
    at: '**User**: Hi\n**Action**: {"name": "‸"}',
    all: ['SearchSolution', 'SearchAvailableTime', 'SubmitOrder', '查询天气'],
    choose: ['SubmitOrder', '**User**: Hi\n**Action**: {"name": "SubmitOrder"}'],
  },
  {
    at: '**User**: Hi\n**Action**: {"name": "Sub‸',
    choose: ['SubmitOrder', '**User**: Hi\n**Action**: {"name": "SubmitOrder'],
  },
  { at: '**User request:** Hi\n**API request:** [SearchSolution(Error="a"), ‸', has: ['SubmitOrder'] },
  {
    at: '**User request:** Hi\n**API schema:** [‸',
    has: ['SubmitOrder'],
    choose: ['SubmitOrder', '**User request:** Hi\n**API schema:** [SubmitOrder'],
  },
  { at: '**User**: Hi\n**Observation**: ‸', not: ['SubmitOrder'] },
  { at: '**User**: ‸', all: [] },
  { at: '**User**: Hi\n**Action**: ‸', all: [], options: { files: {} } },
  {
    at: '**User**: Hi\nAction: SearchSolution\nAction Input: {"Error": "x"}\nObservation: y\nAction: Sub‸',
    choose: [
      'SubmitOrder',
      '**User**: Hi\nAction: SearchSolution\nAction Input: {"Error": "x"}\nObservation: y\nAction: SubmitOrder',
    ],
  },
]);

const CALL = '**User**: Hi\n**Action**: ';

run('parameters', [
  { at: `${CALL}SearchSolution(‸)`, all: ['Error', 'top_k', 'device'] },
  {
    at: `${CALL}SearchSolution(‸`,
    all: ['Error', 'top_k', 'device'],
    choose: ['Error', `${CALL}SearchSolution(Error = "\${1:Error}"`],
  },
  { at: `${CALL}SearchSolution(Error = "x", ‸`, all: ['top_k', 'device'] },
  {
    at: `${CALL}SearchSolution(Error = "x", ‸)`,
    choose: ['device', `${CALL}SearchSolution(Error = "x", device = \${1|"printer","router"|})`],
  },
  { at: `${CALL}SearchSolution(Error="x", t‸)`, choose: ['top_k', `${CALL}SearchSolution(Error="x", top_k=\${1:3})`] },
  { at: `${CALL}SearchSolution(‸, top_k = 3)`, all: ['Error', 'device'] },
  { at: `${CALL}SearchSolution(Er‸ = "x")`, choose: ['Error', `${CALL}SearchSolution(Error = "x")`] },
  {
    at: `${CALL}SearchAvailableTime(day = "x", on‸`,
    choose: ['onsite', `${CALL}SearchAvailableTime(day = "x", onsite = \${1|true,false|}`],
  },
  {
    at: `${CALL}SearchAvailableTime(day = "x", onsite = True)\n**User**: b\n**Action**: SearchAvailableTime(on‸`,
    choose: [
      'onsite',
      `${CALL}SearchAvailableTime(day = "x", onsite = True)\n**User**: b\n**Action**: SearchAvailableTime(onsite = \${1|True,False|}`,
    ],
  },
  {
    at: `${CALL}SubmitOrder({"‸"})`,
    all: ['order', 'parts', 'tags'],
    choose: ['order', `${CALL}SubmitOrder({"order"})`],
  },
  { at: `${CALL}SubmitOrder({‸})`, choose: ['order', `${CALL}SubmitOrder({"order": \${1:"SO-1"}})`] },
  { at: `${CALL}SubmitOrder(order = "1", parts = [{‸`, all: ['name', 'count', 'state'] },
  {
    at: `${CALL}SubmitOrder(order = "1", parts = [{"name": "a", "‸`,
    all: ['count', 'state'],
    choose: ['count', `${CALL}SubmitOrder(order = "1", parts = [{"name": "a", "count": \${1:0}`],
  },
  { at: `${CALL}{"name": "SubmitOrder", "arguments": {‸}}`, all: ['order', 'parts', 'tags'] },
  { at: `${CALL}{"arguments": {"‸"}, "name": "SubmitOrder"}`, all: ['order', 'parts', 'tags'] },
  { at: `${CALL}{"action": "SubmitOrder", "action_input": {"order": "a", ‸`, all: ['parts', 'tags'] },
  { at: `${CALL}{"function": {"name": "SubmitOrder", "arguments": {‸}}}`, all: ['order', 'parts', 'tags'] },
  { at: `${CALL}<function=SubmitOrder>{‸}</function>`, all: ['order', 'parts', 'tags'] },
  { at: `${CALL}<tool_call>{"name": "SubmitOrder", "arguments": {‸}}</tool_call>`, all: ['order', 'parts', 'tags'] },
  { at: 'User: Hi\nAction: SubmitOrder\nAction Input: {‸}', all: ['order', 'parts', 'tags'] },
  { at: 'User: Hi\nAction: SubmitOrder\nAction Input: {"order": "a", "‸"}', all: ['parts', 'tags'] },
  { at: `${CALL}SearchSolution（‸）`, all: ['Error', 'top_k', 'device'] },
  { at: `${CALL}SearchSolution(Error = "a"\nSubmitOrder(‸`, all: ['order', 'parts', 'tags'] },
  { at: `${CALL}SearchSolution(\n  Error = "a",\n  ‸\n)`, all: ['top_k', 'device'] },
  { at: `${CALL}Unknown(‸`, all: [] },
  { at: `${CALL}SubmitOrder(order = "1", parts = [{"name": "a"}], ‸)`, all: ['tags'] },
  { at: `${CALL}[SearchSolution(Error = "a"), SubmitOrder(‸)]`, all: ['order', 'parts', 'tags'] },
  { at: `${CALL}查询天气(‸)`, all: ['城市', '单位'] },
]);

run('values', [
  {
    at: `${CALL}SearchSolution(device = ‸)`,
    all: ['printer', 'router'],
    choose: ['router', `${CALL}SearchSolution(device = "router")`],
  },
  { at: `${CALL}SearchSolution(device = "‸")`, choose: ['router', `${CALL}SearchSolution(device = "router")`] },
  { at: `${CALL}SearchSolution(device = "pr‸`, choose: ['router', `${CALL}SearchSolution(device = "router`] },
  { at: `${CALL}SearchSolution(device = "pr‸)`, choose: ['router', `${CALL}SearchSolution(device = "router)`] },
  { at: `${CALL}SearchSolution(device = pr‸)`, choose: ['printer', `${CALL}SearchSolution(device = "printer")`] },
  { at: `${CALL}SearchSolution(device = “‸”)`, choose: ['printer', `${CALL}SearchSolution(device = “printer”)`] },
  { at: `${CALL}SearchSolution(top_k = ‸)`, all: ['3'] },
  { at: `${CALL}SearchAvailableTime(day = "a", onsite = ‸)`, all: ['true', 'false'] },
  { at: `${CALL}SearchAvailableTime(day = "a", onsite = "‸")`, all: [] },
  { at: `${CALL}SubmitOrder(order = ‸)`, first: ['SO-1'] },
  { at: `${CALL}SubmitOrder(tags = [‸])`, all: ['urgent', 'later'] },
  { at: `${CALL}SubmitOrder(tags = ["urgent", "‸"])`, all: ['urgent', 'later'] },
  { at: `${CALL}SubmitOrder(parts = [{"state": "‸"}])`, all: ['new', 'used'] },
  {
    at: `${CALL}{"name": "SubmitOrder", "arguments": {"parts": [{"state": ‸}]}}`,
    choose: ['used', `${CALL}{"name": "SubmitOrder", "arguments": {"parts": [{"state": "used"}]}}`],
  },
  { at: `${CALL}查询天气(单位 = ‸)`, all: ['摄氏', '华氏'] },
  { at: '**User**: My order is SO-77812, please.\n**Action**: SubmitOrder(order = "‸")', has: ['SO-77812', 'SO-1'] },
  { at: '**User**: 空调“不制冷”，周三来。\n**Action**: SearchSolution(Error = "‸")', has: ['不制冷', '周三'] },
  {
    at: '**User**: The screen of my washing machine stays dark. I am at home.\n**Action**: SearchSolution(Error = "‸")',
    all: ['The screen of my washing machine stays dark', 'I am at home'],
  },
  { at: `**User**: ${'so '.repeat(21)}much. It jams.\n**Action**: SearchSolution(Error = "‸")`, all: ['It jams'] },
  {
    at: '**User**: Hi\n**Action**: a\n**Observation**: Engineer “Li Wei” is free.\n**Action**: SearchAvailableTime(day = "‸")',
    has: ['Li Wei'],
  },
  {
    at: '**User**: First A-100\n**Answer**: ok\n\n**User**: Now B-200\n**Action**: SubmitOrder(order = "‸")',
    has: ['B-200'],
    not: ['A-100'],
  },
]);

const WITH_SOP = '---\nsop: ./repair.sop.md\n---\n';

run('comments', [
  {
    at: `${WITH_SOP}**User**: Hi\n<!-- step ‸ -->`,
    all: ['1', '2', '3'],
    choose: ['2', `${WITH_SOP}**User**: Hi\n<!-- step 2 -->`],
  },
  { at: `${WITH_SOP}**User**: Hi\n<!-- step 1‸`, choose: ['2', `${WITH_SOP}**User**: Hi\n<!-- step 2`] },
  { at: '<!-- ‸ -->', has: ['step', 'id:', 'status:', 'accept:', 'sop-shots-disable-next-line'] },
  { at: '<!-- st‸', choose: ['status:', '<!-- status: '] },
  { at: '<!--‸-->', choose: ['step', '<!-- step -->'] },
  { at: '<!-- status: ‸', all: ['draft', 'approved by'] },
  { at: '<!-- sop-shots-disable-next-line ‸', has: ['unknown-tool', 'call-syntax'] },
  {
    at: '<!-- sop-shots-disable-next-line unknown-tool mis‸ -->',
    choose: ['missing-parameter', '<!-- sop-shots-disable-next-line unknown-tool missing-parameter -->'],
  },
  { at: '**User**: Hi\n**Action**: SearchSolution(Error = "x")\n<!-- accept: ‸ -->', has: ['Error', 'device'] },
  { at: '<!-- a note of ‸ -->', all: [] },
]);

const ACCEPT = '**User**: Hi\n**Action**: SearchSolution(Error = "x", device = "printer")\n<!-- accept: ';

run('accepted values', [
  { at: `${ACCEPT}device = ‸ -->`, choose: ['router', `${ACCEPT}device = "router" -->`] },
  { at: `${ACCEPT}device = "‸`, choose: ['router', `${ACCEPT}device = "router`] },
  { at: `${ACCEPT}device = "pr‸" -->`, choose: ['router', `${ACCEPT}device = "router" -->`] },
  { at: `${ACCEPT}device = "router" | ‸ -->`, all: ['printer'] },
  { at: `${ACCEPT}device = rou‸ | "x" -->`, choose: ['router', `${ACCEPT}device = "router" | "x" -->`] },
  { at: `${ACCEPT}top_k = ‸ -->`, all: ['3'] },
  { at: `${ACCEPT}day = ‸ -->`, all: [] },
  { at: '<!-- accept: device = ‸ -->', all: [] },
]);

run('a document that has no labels yet', [
  { at: '‸', first: ['User'], choose: ['User', '**User**: '] },
  { at: '‸', first: ['用户'], choose: ['用户', '**用户**：'], options: { language: 'zh-CN' } },
  { at: '用‸', first: ['用户'] },
  { at: '# Title\n\nyong‸', first: ['用户'], options: { language: 'zh-CN' } },
  { at: '**User**: a\n‸', has: ['Think'], options: { language: 'zh-CN' } },
]);

const TWICE = { ...FILES, 'b.tools.json': FILES['a.tools.json'] ?? '' };
const CHOICES = JSON.stringify([
  {
    name: 'f',
    parameters: {
      properties: {
        only: { const: 'one' },
        either: { anyOf: [{ enum: ['x'] }, { type: 'null' }] },
        flag: { type: 'boolean', default: true },
        count: { type: 'integer', examples: [3, 7] },
      },
    },
  },
]);
const choices: BenchOptions = { files: { 'a.tools.json': CHOICES } };

run('what several schemas and tools say', [
  { at: `**User**: a\n**Action**: Sea‸`, has: ['SearchSolution'], options: { files: TWICE } },
  { at: `**User**: a\n**Action**: SearchSolution(‸`, all: ['Error', 'top_k', 'device'], options: { files: TWICE } },
  { at: `**User**: a\n**Action**: f(only = ‸)`, all: ['one'], options: choices },
  { at: `**User**: a\n**Action**: f(either = ‸)`, all: ['x'], options: choices },
  { at: `**User**: a\n**Action**: f(flag = ‸)`, all: ['true', 'false'], options: choices },
  { at: `**User**: a\n**Action**: f(count = ‸)`, all: ['3', '7'], options: choices },
]);

const BROKEN = '**User**: Hi\n**Think**: t\n**Action**: SearchSolution(Error = "a';

run('half-typed and broken calls at the end of the file', [
  { at: `${BROKEN}", ‸`, all: ['top_k', 'device'] },
  { at: `${BROKEN}", top_k = 3, device = ‸`, all: ['printer', 'router'] },
  { at: `${BROKEN}", device = "‸`, all: ['printer', 'router'] },
  { at: '**User**: Hi\n**Action**: SearchSolution(\n  Error = "a",\n  ‸', all: ['top_k', 'device'] },
  { at: '**User**: Hi\n**Action**: {"name": "SearchSolution", "arguments": {"‸', all: ['Error', 'top_k', 'device'] },
  { at: '**User**: Hi\n**Action**: SearchSolution(Error = "a"))\n**Action**: Sea‸', has: ['SearchSolution'] },
  { at: '**User**: Hi\n**Action**: SearchSolution)(‸', all: [] },
]);

run('front matter', [
  { at: '---\n‸\n---\n', all: ['sop', 'tools', 'targets', 'style'], choose: ['sop', '---\nsop: \n---\n'] },
  { at: '---\n‸', all: ['sop', 'tools', 'targets', 'style'] },
  { at: '---\nst‸\nsop: a\n---\n', choose: ['style', '---\nstyle: \nsop: a\n---\n'] },
  { at: '---\nsop: a\n‸\n---\n', all: ['tools', 'targets', 'style'] },
  { at: '---\ntargets: [gemini, ‸]\n---\n', has: ['openai-strict', 'bedrock'] },
  { at: '---\ntargets:\n  - o‸\n---\n', choose: ['openai-strict', '---\ntargets:\n  - openai-strict\n---\n'] },
  { at: '---\nstyle: ‸\n---\n', all: ['react', 'plan-and-solve', 'function-calling', 'chat'] },
  { at: 'User: a\nAssistant: b\nUser: c\n‸', first: ['Assistant'] },
  { at: 'User: a\nAssistant: b\n‸', first: ['User', 'Tool'] },
  { at: '用户：a\n客服：b\n用户：c\n客服：Find(id = "1")\n工具：d\n‸', first: ['客服'] },
  { at: '---\nstyle: re‸\n---\n', choose: ['react', '---\nstyle: react\n---\n'] },
  { at: '---\nsop: ‸\n---\n', all: ['./repair.sop.md'] },
  { at: '---\ntools: [‸]\n---\n', has: ['./a.tools.json'] },
  { at: '---\ntools: [./a.tools.json, {‸}]\n---\n', has: ['file', 'include', 'exclude'] },
  { at: '---\ntools: [{file: ‸}]\n---\n', has: ['./a.tools.json'] },
  { at: '---\ntools:\n  - ‸\n---\n', has: ['./a.tools.json', 'file'] },
  { at: '---\ntools:\n  - file: ./a.tools.json\n    ‸\n---\n', has: ['include', 'exclude'], not: ['sop', 'file'] },
]);

const project: BenchOptions = { name: 'sop-shots.yaml' };

run('project file', [
  { at: '‸', has: ['tools', 'sop', 'rules', 'style'], options: project },
  { at: 'tools: ./a.tools.json\n‸', not: ['tools'], has: ['rules'], options: project },
  { at: 'rules:\n  ‸', has: ['unknown-tool', 'missing-think'], not: ['tools'], options: project },
  { at: 'rules:\n  unknown-tool: ‸', all: ['off', 'hint', 'info', 'warning', 'error'], options: project },
  { at: 'rules:\n  unknown-tool:\n    ‸', has: ['severity'], options: project },
  {
    at: 'style:\n  colon: ‸',
    all: ['"keep"', '":"', '"："'].map((text) => (text === '"keep"' ? 'keep' : text)),
    options: project,
  },
  { at: 'style:\n  roundSeparator: bl‸', choose: ['blank', 'style:\n  roundSeparator: blank'], options: project },
  { at: 'tools:\n- ‸', has: ['./a.tools.json'], options: project },
  { at: 'sop: ‸', all: ['./repair.sop.md'], options: project },
  { at: 'privacy:\n  send: ‸', all: ['ask', 'local', 'never'], options: project },
]);

run('procedures', [
  { at: '1. Use `‸`', has: ['SearchSolution'], options: { name: 'x.sop.md' } },
  { at: '1. Use `Sea‸', choose: ['SearchSolution', '1. Use `SearchSolution'], options: { name: 'x.sop.md' } },
  { at: '1. Use ‸', all: [], options: { name: 'x.sop.md' } },
  { at: '1. a\n2. If it fails, go to step ‸', all: ['1', '2'], options: { name: 'x.sop.md' } },
  {
    at: '1. a\n2. If it fails, go to step ‸',
    choose: ['1', '1. a\n2. If it fails, go to step 1'],
    options: { name: 'x.sop.md' },
  },
  { at: '1. a\n2. 失败则返回第‸', choose: ['1', '1. a\n2. 失败则返回第1步'], options: { name: 'x.sop.md' } },
  { at: '1. a\nStep ‸', all: [], options: { name: 'x.sop.md' } },
  { at: '---\n‸\nid: a\n---\n1. a', all: ['tools'], options: { name: 'x.sop.md' } },
]);

describe('what a Chinese label is found by', () => {
  const CHINESE = '用户：坏了\n思考：想\n行动：做\n观察：看\n';
  it.each([
    [`${CHINESE}s‸`, '思考', 'sikao'],
    [`${CHINESE}sk‸`, '思考', 'sk'],
    [`${CHINESE}thi‸`, '思考', 'Think'],
    [`${CHINESE}思‸`, '思考', '思考'],
    ['用户：坏了\n思考：想\nxing‸', '行动', 'xingdong'],
    ['用户：坏了\n思考：想\nact‸', '行动', 'Action'],
    [`${CHINESE}yong‸`, '用户', 'yonghu'],
  ])('%j finds %s first by %s', async (at, label, first) => {
    const items = await completionsAt(at);
    const item = items.find((candidate) => candidate.label === label);
    expect(item?.filterText?.split(' ')[0]).toBe(first);
  });

  it('keeps the decoration that was typed before it', async () => {
    const [item] = await completionsAt('**用户**：坏了\n**si‸');
    expect(item?.filterText?.startsWith('**sikao')).toBe(true);
  });

  it('finds Chinese tools and values, too', async () => {
    const tools = await completionsAt('**User**: Hi\n**Action**: cx‸');
    expect(tools.find(({ label }) => label === '查询天气')?.filterText).toContain('chaxuntianqi');
    const values = await completionsAt(`${CALL}查询天气(单位 = "s‸")`);
    expect(values[0]?.filterText?.split(' ')[0]).toBe('sheshi');
  });
});

describe('documentation of an item', () => {
  it('is added when the item is looked at', async () => {
    const { service, uri, position } = bench(`${CALL}‸`);
    const [item] = (await service.complete(uri, position)).items;
    expect(item?.documentation).toBeUndefined();
    expect(item?.labelDetails?.description).toBe('Looks up solutions for a fault.');
    const resolved = item && (await service.resolveCompletion(item));
    expect(JSON.stringify(resolved?.documentation)).toContain('| `Error` *(required)* | a string |');
  });

  it('is that of the parameter for a parameter', async () => {
    const { service, uri, position } = bench(`${CALL}SearchSolution(‸`);
    const [item] = (await service.complete(uri, position)).items;
    const resolved = item && (await service.resolveCompletion(item));
    expect(JSON.stringify(resolved?.documentation)).toContain('The fault in the words of the user.');
  });

  it.each([[{ label: 'x' }], [{ label: 'x', data: 3 }], [{ label: 'x', data: { uri: 'file:///nowhere', tool: 'a' } }]])(
    'leaves a foreign item as it is: %j',
    async (item) => {
      const { service } = bench('');
      expect(await service.resolveCompletion(item)).toEqual(item);
    },
  );
});

it('writes no tab stops where the editor takes none', async () => {
  const { service, uri, position, text } = bench(`${CALL}‸`);
  service.setFeatureOptions({
    inlayHints: { parameterNames: false, steps: false },
    snippets: false,
    createsFiles: true,
  });
  const [item] = (await service.complete(uri, position)).items;
  expect(item && applied(text, item)).toBe(`${CALL}SearchSolution()`);
});

it('opens the next list where the editor says how', async () => {
  const { service, uri, position } = bench('**User**: Hi\n**Think**: so\n‸');
  const ask = async () => (await service.complete(uri, position)).items[0]?.command?.command;
  expect(await ask()).toBeUndefined();
  const inlayHints = { parameterNames: false, steps: false };
  service.setFeatureOptions({
    inlayHints,
    snippets: true,
    createsFiles: true,
    nextListCommand: 'editor.action.triggerSuggest',
  });
  expect(await ask()).toBe('editor.action.triggerSuggest');
});

it('completes in the shots fences of ordinary Markdown and nowhere else in it', async () => {
  const options = { name: 'readme.md', files: FILES };
  const inside = await completionsAt('# Title\n\n```shots\n**User**: Hi\n**Action**: Sea‸\n```\n', options);
  expect(inside.map(({ label }) => label)).toContain('SearchSolution');
  expect(await completionsAt('# Title\n\n**Action**: Sea‸\n', options)).toEqual([]);
});
