import { describe, expect, it } from 'vitest';
import { asciiNameOf } from '../../../../src/core/features/pinyin.ts';
import { bench, edited } from '../check.ts';

const TOOL = {
  type: 'function',
  function: {
    name: '查询库存',
    description: '查找配件。',
    parameters: {
      type: 'object',
      properties: { 型号: { type: 'string', description: '配件的型号。' }, 数量: { type: 'integer' } },
      required: ['型号'],
    },
  },
};
const TOOLS = JSON.stringify([TOOL], undefined, 2);
const SHOTS = '**用户**：有货吗\n**思考**：查一下。\n**行动**：查询库存(型号 = "A1", 数量 = 2)\n**观察**：有\n';
const SOP = '# 库存\n\n1. 用 `查询库存` 查找。\n';

/** The files after the action at the mark; undefined if none is offered. */
async function renamed(name: string, marked: string, files: Readonly<Record<string, string>>) {
  const { service, uri, position } = bench(marked, { name, files });
  const actions = await service.codeActions(uri, { start: position, end: position });
  const action = actions.find(({ title }) => title.includes('ASCII'));
  if (action === undefined) return undefined;
  const all: Record<string, string> = { ...files, [name]: marked.replace('‸', '') };
  for (const [changed, edits] of Object.entries(action.edit?.changes ?? {})) {
    const path = decodeURIComponent(changed.slice('file:///w/'.length));
    all[path] = edited(all[path] ?? '', edits);
  }
  return { title: action.title, kind: action.kind, all };
}

describe('an ASCII name', () => {
  const files = { 'a.tools.json': TOOLS, 'a.sop.md': SOP, 'a.shots.md': `---\nsop: ./a.sop.md\n---\n\n${SHOTS}` };

  it('replaces the name of a tool in schema, shots and procedure; the description keeps the old one', async () => {
    const result = await renamed('a.tools.json', TOOLS.replace('查询库存', '查询‸库存'), files);
    expect(result).toMatchObject({ title: 'Use the ASCII name `cha_xun_ku_cun`', kind: 'quickfix' });
    const all = result?.all ?? {};
    expect(JSON.parse(all['a.tools.json'] ?? '')[0].function).toMatchObject({
      name: 'cha_xun_ku_cun',
      description: '查询库存：查找配件。',
    });
    expect(all['a.shots.md']).toContain('**行动**：cha_xun_ku_cun(型号 = "A1", 数量 = 2)');
    expect(all['a.sop.md']).toContain('`cha_xun_ku_cun`');
  });

  it('replaces the name of a parameter in schema and calls', async () => {
    const marked = `---\nsop: ./a.sop.md\n---\n\n${SHOTS.replace('型号 =', '型‸号 =')}`;
    const { all = {} } = (await renamed('a.shots.md', marked, files)) ?? {};
    const { parameters } = JSON.parse(all['a.tools.json'] ?? '')[0].function;
    expect(parameters.required).toEqual(['xing_hao']);
    expect(parameters.properties.xing_hao.description).toBe('配件的型号。');
    expect(all['a.shots.md']).toContain('查询库存(xing_hao = "A1", 数量 = 2)');
  });

  it('is another one where it is taken', async () => {
    const other = { ...TOOL, function: { ...TOOL.function, name: 'cha_xun_ku_cun' } };
    const text = JSON.stringify([other, TOOL], undefined, 2).replace('查询库存', '查询‸库存');
    expect((await renamed('a.tools.json', text, {}))?.title).toBe('Use the ASCII name `cha_xun_ku_cun_2`');
  });

  it('is offered at the findings about a name', async () => {
    const { service, uri } = bench(`${TOOLS}‸`, {
      name: 'a.tools.json',
      files: { 'sop-shots.yaml': 'targets: [gemini]\n' },
    });
    const { diagnostics } = await service.lint(uri);
    const found = diagnostics.filter(({ message }) => message.includes('name'));
    expect(found.map(({ rule }) => rule)).toEqual(['tool-name', 'provider-limits', 'provider-limits']);
    for (const { range } of found) {
      const titles = (await service.codeActions(uri, range)).map(({ title }) => title);
      expect(titles).toEqual([expect.stringContaining('Use the ASCII name')]);
    }
  });

  it.each(['"name": ‸"查询库存"', '"name": "‸查询库存"', '"name": "查询库存‸"'])(
    'is offered with the cursor at %s',
    async (at) => {
      const marked = TOOLS.replace('"name": "查询库存"', at);
      expect((await renamed('a.tools.json', marked, {}))?.title).toBe('Use the ASCII name `cha_xun_ku_cun`');
    },
  );

  it('is not offered for names that every provider accepts, nor elsewhere', async () => {
    const plain = TOOLS.replaceAll('查询库存', 'find_part');
    expect(await renamed('a.tools.json', plain.replace('find_part', 'find‸_part'), {})).toBeUndefined();
    expect(await renamed('a.tools.json', TOOLS.replace('查找', '查‸找'), {})).toBeUndefined();
  });

  it.each([
    ['查询Order状态', 'cha_xun_Order_zhuang_tai'],
    ['Größe', 'Gro_e'],
    ['naïve-name', 'naive_name'],
    ['🙂', ''],
    ['３号', '3_hao'],
  ])('for %s is %s', (name, expected) => {
    expect(asciiNameOf(name)).toBe(expected);
  });
});
