import { describe, expect, test } from 'vitest';
import { type JsonValue, parseProcedure } from '../../../src/core/index.ts';
import { getScenarios } from '../../../src/generation/plan/pathScenarios.ts';
import { statementOf, withAgreement } from '../../../src/generation/scaffold/outcomes.ts';
import { matterOf } from '../../../src/generation/scaffold/requestWords.ts';
import { createTestContext, runAll } from '../run/testContext.ts';

const scenariosOf = (text: string, tools: readonly string[]) =>
  getScenarios(parseProcedure('file:///a.sop.md', text), tools);

describe('what turns out', () => {
  test.each([
    ['the parcel has been here before', 'The parcel has not been here before'],
    ['it still fails', 'It no longer fails'],
    ['the line is still dead', 'The line is no longer dead'],
    ['somebody was hurt', 'Nobody was hurt'],
    ['a seat is broken', 'No seat is broken'],
    ['the guest misses something', 'The guest does not miss anything'],
    ['仍未修好', '已修好'],
    ['there is no invoice', 'There is an invoice'],
    ['印章一致', '印章不一致'],
    ['电话打不通', '电话打通了'],
    ['逾期未还书', '已按期还书'],
    ['核验失败', '核验成功'],
    ['仍失败', '成功'],
    ['发热', '没有发热'],
    ['不同意', '同意'],
    ['幼儿发热', '幼儿没有发热'],
    ['指标异常', '指标正常'],
    ['超过三天无更新', '三天内有更新'],
    ['超过两小时未答复', '两小时内已答复'],
    ['the batch was not delivered yet', 'The batch was already delivered'],
  ])('the opposite of "%s" is "%s"', (text, opposite) => {
    const language = /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
    expect(statementOf({ step: '1', text, holds: false }, language)).toBe(opposite);
  });
});

const firstOf = async (sop: string, tools = '{"tools":[]}') => {
  const language = /\p{Script=Han}/u.test(sop) ? ('zh-CN' as const) : ('en' as const);
  const { task, services } = await createTestContext({ tools, sop, language });
  const { shots } = await runAll({ ...task, style: 'react', language }, { seed: 3 }, services);
  return shots.map(({ text }) => text).join('\n');
};

describe('what is found out', () => {
  test('answers of one word are said as sentences', async () => {
    const text = await firstOf(
      '1. Check whether the policy was active.\n   1. Active: continue.\n   2. Not active: deny the claim and end.\n2. Pay.\n',
    );
    expect(text).toContain('**Observation**: The policy was active.');
    expect(text).toContain('**Observation**: The policy was not active.');
  });

  test('what a step has found out is not asked again', async () => {
    const text = await firstOf('1. Verify the caller.\n2. If the caller cannot be verified, end the call.\n3. Pay.\n');
    expect(text).toContain('**Observation**: The caller can be verified.');
    expect(text).not.toContain('Check whether');
  });

  test('amounts are asked for in the order of Chinese words', async () => {
    const text = await firstOf('1、登记。\n2、价值500元以下，赔付；价值500元以上，转理赔专员处理。\n');
    expect(text).toContain('弄清：价值是否在500元以');
  });

  test('the title of a section is nothing to do', async () => {
    const text = await firstOf('一、受理\n1、登记。\n二、理赔\n1、已保价的，全额赔付。\n2、通知客户。\n');
    expect(text).not.toMatch(/行动\*\*：理赔。/);
  });

  test('an offer is answered only where it was made', () => {
    const sop =
      '1. Read the card.\n2. If the contract runs for less than a month, cancel it.\n3. If it runs for a month or more, offer a pause.\n4. If the member declines the pause, cancel the contract; otherwise enter the pause.\n5. Send a letter.\n';
    const paths = scenariosOf(sop, []).map(({ steps }) => steps.map(({ number }) => number).join(' '));
    expect(paths).toContain('1 2 5');
    expect(paths.filter((path) => path.startsWith('1 2 4'))).toEqual([]);
  });
});

describe('what a customer says it is about', () => {
  test.each([
    ['Printer does not print', 'I have a problem: printer does not print'],
    ['Lost badge', 'I am writing about a lost badge'],
    ['Lost luggage', 'I am writing about lost luggage'],
  ])('%s', (title, matter) => expect(matterOf(title, 'en')).toBe(matter));

  test('nobody names themselves', () => expect(matterOf('员工请假流程', 'zh-CN')).toBe('我想办一下请假'));
});

test('a tool with the name of a word is called only where the text says so', () => {
  const named = scenariosOf('1. Explain that no refund is possible.\n2. Use refund for the rest.\n', ['refund']);
  expect(named[0]?.steps.map(({ tools }) => tools)).toEqual([[], ['refund']]);
});

test('what holds at the beginning is the reason for the first step', () => {
  const [first] = scenariosOf('1、两天以内，由组长批准；\n2、超过两天，由经理批准；\n', []);
  expect(first?.opening?.map(({ text, holds }) => [text, holds])).toContainEqual([
    expect.stringContaining('两天'),
    true,
  ]);
});

test('a sum that a result names is kept for later calls', () => {
  const used = new Map<string, JsonValue>();
  const outcomes = [{ step: '2', text: 'the amount is over 100', holds: true }];
  expect(withAgreement({ amount: 3, score: 4 }, used, outcomes)).toEqual({ amount: 110, score: 4 });
  expect([...used]).toEqual([['amount', 110]]);
});

/** The actions of the shots of a procedure with what comes back, and the closing words. */
async function shotsOf(sop: string, language: 'en' | 'zh-CN'): Promise<string> {
  const context = await createTestContext({ tools: '{"tools":[]}', sop, language });
  const { shots } = await runAll({ ...context.task, style: 'react', language }, { seed: 3 }, context.services);
  return shots.map(({ text }) => text.replaceAll(/ *<!--.*?-->/g, '')).join('\n');
}

describe('what a shot says', () => {
  test.each<['en' | 'zh-CN', string, string]>([
    ['en', '1. If the caller cannot be verified, end.\n2. Pay.', 'Check whether the caller can be verified.'],
    [
      'en',
      '1. Check the size.\n   - 10 or more: get a guide.\n   - Less than 10: get a map.\n2. Pay.',
      '**Action**: Get a guide.',
    ],
    ['en', '1. Do the repair.\n2. Pay.', '**Action**: Do the repair.'],
    ['zh-CN', '1. 如无余额，结束。\n2. 付款。', '核实是否有余额。'],
  ])('%s, %j: %s', async (language, sop, said) => {
    expect(await shotsOf(sop, language)).toContain(said);
  });

  test.each<['en' | 'zh-CN', string, RegExp]>([
    ['en', 'Ask security to visit the room.', /The customer/],
    ['en', 'Inform the class teacher.', /The customer/],
    ['en', 'Confirm everything by text message.', /The customer/],
    ['zh-CN', '请大堂经理处理。', /\*\*观察\*\*：客户/],
    ['zh-CN', '提供温水。', /\*\*观察\*\*：客户/],
  ])('%s, %s is not answered by the customer', async (language, step, answer) => {
    const [observation = ''] =
      /\*\*(?:Observation|观察)\*\*.*/.exec(await shotsOf(`1. ${step}\n2. Pay.`, language)) ?? [];
    expect(observation).not.toBe('');
    expect(observation).not.toMatch(answer);
  });

  test('what is told is understood, and what is offered is agreed to', async () => {
    expect(await shotsOf('1. 告知客户预计时间。\n2. 付款。', 'zh-CN')).toMatch(/知道了|明白了|清楚了/);
    expect(await shotsOf('1. Offer a repair.\n2. Pay.', 'en')).toMatch(/agrees|all right|fine/);
  });

  test('a procedure that stops early is not settled', async () => {
    const shots = (await shotsOf('1. Verify the caller.\n2. If the caller is unknown, end.\n3. Pay.', 'en')).split(
      '**User**',
    );
    const stopped = shots.filter((shot) => shot.includes('The caller is unknown.'));
    expect(stopped).toHaveLength(1);
    expect(stopped[0]).toContain('That is how it stands now.');
    expect(shots.filter((shot) => shot.includes('Action**: Pay.')).join()).not.toContain('how it stands');
  });
});
