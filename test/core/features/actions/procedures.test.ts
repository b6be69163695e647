import { describe, expect, it } from 'vitest';
import { createLanguageService, parseProcedure } from '../../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../../support/memoryHost.ts';
import { edited } from '../check.ts';

const NAME = 'desk.sop.md';

/** The actions at the first place of some words. */
async function actionsAt(text: string, words: string, others: Readonly<Record<string, string>> = {}) {
  const host = memoryHost({ ...others, [NAME]: text });
  const service = createLanguageService(host, { language: 'en' });
  const { lines } = parseProcedure(memoryUri(NAME), text);
  const position = lines.positionAt(text.indexOf(words));
  return service.codeActions(memoryUri(NAME), { start: position, end: position });
}

async function outcome(text: string, words: string, title: string): Promise<string | undefined> {
  const action = (await actionsAt(text, words)).find((one) => one.title === title);
  const edits = action?.edit?.changes?.[memoryUri(NAME)];
  return edits === undefined ? undefined : edited(text, edits);
}

describe('numbering the steps of a list', () => {
  const title = 'Number the steps of this list';

  it('numbers each bullet, and leaves what is below them and other lists', async () => {
    const text = `## Lost badge\n\nTo replace a badge, follow these steps:\n- Look up the owner.\n- Block the old badge, see step 1.\n    - This takes a minute.\n- Print a new one.\n\nGood to know:\n- Badges are blue.\n`;
    const expected = `## Lost badge\n\nTo replace a badge, follow these steps:\n1. Look up the owner.\n2. Block the old badge, see step 1.\n    - This takes a minute.\n3. Print a new one.\n\nGood to know:\n- Badges are blue.\n`;
    for (const words of ['Look up', 'Print', 'To replace']) expect(await outcome(text, words, title)).toBe(expected);
    expect(await outcome(text, 'Badges', title)).toBeUndefined();
  });

  it('numbers the lists of two sections on their own', async () => {
    const text = '# A\n以下步骤：\n- 核对工号。\n- 登记。\n# B\n以下步骤：\n* 通知主管。\n* 归档。\n';
    expect(await outcome(text, '归档', title)).toBe(
      '# A\n以下步骤：\n- 核对工号。\n- 登记。\n# B\n以下步骤：\n1. 通知主管。\n2. 归档。\n',
    );
  });

  it('is not offered for numbered steps', async () => {
    expect(await outcome('1. Look.\n2. Print.\n', 'Look', title)).toBeUndefined();
  });
});

describe('one step per line', () => {
  const title = 'Write one step per line';

  it.each([
    [
      '访客接待 1.前台登记姓名。 2.请访客出示证件；无证件的由被访人确认。 3.发放访客牌。',
      '访客接待\n1.前台登记姓名。\n2.请访客出示证件；无证件的由被访人确认。\n3.发放访客牌。',
    ],
    [
      '一、开馆⑴保安开门。⑵前台开灯。\n二、闭馆⑴清场。⑵锁门。',
      '一、开馆\n   ⑴保安开门。\n   ⑵前台开灯。\n二、闭馆⑴清场。⑵锁门。',
    ],
    [
      'Closing: 1. Count the cash. 2. If it differs, go to step 1. 3. Lock up.',
      'Closing:\n1. Count the cash.\n2. If it differs, go to step 1.\n3. Lock up.',
    ],
  ])('%s', async (text, expected) => {
    expect(await outcome(text, text.slice(4, 8), title)).toBe(expected);
  });

  it('is not offered where each step has its line', async () => {
    expect(await outcome('1. Look at it. Then go on.\n2. Print.\n', 'Look', title)).toBeUndefined();
  });
});

describe('numbering the steps of a paragraph', () => {
  const title = 'Number the steps of this paragraph';

  it.each([
    [
      '首先登记来电，然后查询保单。若保单已失效，告知客户并结束通话；否则登记报案。最后发送短信。',
      '1. 首先登记来电，\n2. 然后查询保单。\n3. 若保单已失效，告知客户并结束通话；否则登记报案。\n4. 最后发送短信。',
    ],
    [
      'First check the seal, then weigh the parcel. If it is lighter, note the difference. Finally sign the list.',
      '1. First check the seal,\n2. then weigh the parcel.\n3. If it is lighter, note the difference.\n4. Finally sign the list.',
    ],
  ])('%s', async (text, expected) => {
    expect(await outcome(`# T\n\n${text}\n`, text.slice(0, 5), title)).toBe(`# T\n\n${expected}\n`);
  });

  it('is not offered for steps that are numbered', async () => {
    expect(await outcome('1. First check the seal, then weigh it. Then go.\n', 'First', title)).toBeUndefined();
  });
});

describe('a procedure that is named and does not exist', () => {
  it.each([
    [
      '1. Weigh it.\n2. If it is damaged, see claims/damage.sop.md.\n',
      'damage.sop',
      'claims/damage.sop.md',
      '# Damage\n',
    ],
    ['1. 称重。\n2. 有破损的，按《破损 理赔》办理。\n', '破损 理', '破损-理赔.sop.md', '# 破损 理赔\n'],
  ])('is created by a quick fix', async (text, words, name, head) => {
    const actions = await actionsAt(text, words);
    const action = actions.find(({ title }) => title.startsWith('Create procedure'));
    expect(action?.kind).toBe('quickfix');
    const [create, edit] = action?.edit?.documentChanges ?? [];
    expect(create).toMatchObject({ kind: 'create', uri: memoryUri(name) });
    expect(JSON.stringify(edit)).toContain(head.trim());
  });

  it.each([
    ['Weigh it, see damage.sop.md.', 'damage.sop', { 'damage.sop.md': '1. Pay.' }],
    ['Follow "Damaged parcels".', 'Damaged', { 'x.sop.md': '# Damaged Parcels\n1. Pay.' }],
    ['Follow "Damaged parcels".', 'Damaged', { 'damaged-parcels.sop.md': '1. Pay.' }],
  ])('is not offered where there is one: %s', async (step, words, others) => {
    const text = `1. ${step}\n2. Close.\n`;
    expect((await actionsAt(text, words, others)).map(({ title }) => title)).not.toContainEqual(
      expect.stringContaining('Create'),
    );
    const service = createLanguageService(memoryHost({ ...others, [NAME]: text }), { language: 'en' });
    expect((await service.lint(memoryUri(NAME))).diagnostics).toEqual([]);
    const [link] = await service.documentLinks(memoryUri(NAME));
    expect(link?.target).toBe(memoryUri(Object.keys(others)[0] ?? ''));
  });
});

describe('naming the tool of a step', () => {
  const tools = {
    'desk.tools.yaml': [
      '- {name: GetOrder, description: Looks up an order., parameters: {type: object, properties: {}}}',
      '- {name: SubmitReturn, description: 提交退货申请, parameters: {type: object, properties: {}}}',
    ].join('\n'),
  };
  const named = async (text: string, words: string) => {
    const action = (await actionsAt(text, words, tools)).find(({ title }) => title.startsWith('Name the tool'));
    const edits = action?.edit?.changes?.[memoryUri(NAME)];
    return edits === undefined ? undefined : edited(text, edits);
  };

  it('names it after the words of the step', async () => {
    const text = '# Returns\n\n1. Find the order.\n2. Tell the customer.\n';
    expect(await named(text, 'order')).toBe(text.replace('order.', 'order (`GetOrder`).'));
    expect(await named(text, 'customer')).toBeUndefined();
  });

  it('names a tool that the words are surely about', async () => {
    const text = '# Returns\n\n1. Submit the return.\n2. Tell the customer.\n';
    expect(await named(text, 'return')).toBe(text.replace('return.', 'return (`SubmitReturn`).'));
  });

  it('names it in the clause that uses it, in Chinese brackets', async () => {
    const text = '# 退货\n\n1. 如果商品未拆封，提交退货申请；否则告知用户不能退货。\n2. 结束。\n';
    expect(await named(text, '提交')).toBe(text.replace('申请；', '申请（`SubmitReturn`）；'));
  });

  it('is not offered for a step that names a tool', async () => {
    expect(await named('# Returns\n\n1. Find the order (`GetOrder`).\n2. End.\n', 'order')).toBeUndefined();
  });
});
