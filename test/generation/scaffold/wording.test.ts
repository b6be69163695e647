import { describe, expect, test } from 'vitest';
import { type JsonValue, parseProcedure } from '../../../src/core/index.ts';
import { getScenarios } from '../../../src/generation/plan/pathScenarios.ts';
import { statementOf, withAgreement } from '../../../src/generation/scaffold/outcomes.ts';
import { matterOf } from '../../../src/generation/scaffold/requestWords.ts';
import { createTestContext, runAll } from '../run/testContext.ts';
import { toolOf as namedTool } from '../tools.ts';

const scenariosOf = (text: string, tools: readonly string[]) =>
  getScenarios(
    parseProcedure('file:///a.sop.md', text),
    tools.map((name) => namedTool(name)),
  );

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
    ['a customer reports an illness', 'No customer reports an illness'],
    ['余额不足', '余额充足'],
    ['距预约不足24小时', '距预约不少于24小时'],
    ['单据不符', '单据相符'],
    ['出现不适', '未出现不适'],
    ['库存低于下限', '库存不低于下限'],
    ['the score > 80', 'The score is not over 80'],
    ['评分 > 80', '评分未超过 80'],
    ['库存不低于下限', '库存低于下限'],
    ['施工期间损坏水管', '施工期间未损坏水管'],
  ])('the opposite of "%s" is "%s"', (text, opposite) => {
    const language = /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
    expect(statementOf({ step: '1', text, holds: false }, language)).toBe(opposite);
  });
});

const firstOf = async (sop: string, tools: readonly object[] = []) => {
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
    ['Renewing a passport', 'I would like to renew a passport'],
    ['Unpaid fees at the pool', 'I am writing about unpaid fees at the pool'],
    ['Onboarding', 'I need help with onboarding'],
    ['Printer does not print', 'I have a problem: printer does not print'],
    ['Lost badge', 'I am writing about a lost badge'],
    ['Lost luggage', 'I am writing about lost luggage'],
  ])('%s', (title, matter) => expect(matterOf(title, 'en')).toBe(matter));

  test.each([
    ['报销审批', '我想办一下报销'],
    ['同城汇款流程', '我想办一下同城汇款'],
  ])('%s', (title, matter) => expect(matterOf(title, 'zh-CN')).toBe(matter));

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
    ['en', 'Call the doctor.', /The customer/],
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

const toolOf = (name: string, properties: Readonly<Record<string, object>>): readonly object[] => [
  {
    type: 'function',
    function: { name, parameters: { type: 'object', properties, required: Object.keys(properties) } },
  },
];

describe('the values of a request', () => {
  test.each<[string, Readonly<Record<string, object>>, string, RegExp]>([
    [
      'Chinese words for Latin names',
      { booking_id: { type: 'string' } },
      '1. 用 `f` 查询。\n2. 付款。',
      /预约编号是 [AB]-\d{3}/,
    ],
    [
      'a space around names without Chinese words',
      { zork: { type: 'string' } },
      '1. 用 `f` 查询。\n2. 付款。',
      /zork 是/,
    ],
    [
      'the first clause of a description',
      { n: { type: 'string', description: '货物的名字，与单据一致' } },
      '1. 用 `f` 查询。\n2. 付款。',
      /货物的名字是/,
    ],
    ['a number of things', { weeks: { type: 'integer' } }, '1. Run `f`.\n2. Pay.', /the number of weeks is \d/],
    [
      'as many digits as are asked for',
      { pin: { type: 'string', description: 'Last six digits of the badge' } },
      '1. Run `f`.\n2. Pay.',
      /the last six digits of the badge are \d{6}\b/,
    ],
    [
      'no aside for a name',
      { depot: { type: 'string', description: 'Where the crate is kept' } },
      '1. Run `f`.\n2. Pay.',
      /the depot is/,
    ],
    ['somebody of age', { birth_date: { type: 'string', format: 'date' } }, '1. Run `f`.\n2. Pay.', /is 19\d\d-/],
    ['a plausible sum', { total: { type: 'number' } }, '1. Run `f`.\n2. Pay.', /the total is \d{2,3}\b/],
    ['a telephone number', { mobile: { type: 'string' } }, '1. 用 `f` 查询。\n2. 付款。', /手机号是 1234567890\d/],
  ])('%s', async (_, properties, sop, said) => {
    expect(await firstOf(sop, toolOf('f', properties))).toMatch(said);
  });

  test('a value that finds nothing was mistyped', async () => {
    const shots = (
      await firstOf(
        '1. Find the crate with `find_crate`.\n2. Pay.\n',
        toolOf('find_crate', { crate_no: { type: 'string' } }),
      )
    ).split('**User**');
    const failing = shots.find((shot) => shot.includes('Nothing was found.')) ?? '';
    const [first, second] = [...failing.matchAll(/find_crate\(crate_no = "(.*?)"\)/g)].map(([, value]) => value);
    expect(first).not.toBe(second);
    expect(failing.split('\n')[0]).toContain(`crate no is ${first}`);
    expect(failing).toContain(`corrects one: the crate no is ${second}.`);
  });

  test('who is asked again corrects what failed', async () => {
    const text = await firstOf(
      '1. 用 `check_card` 核验卡号；核验失败，请对方重新提供，最多两次，仍失败则转人工。\n2. 付款。\n',
      toolOf('check_card', { card_no: { type: 'string' } }),
    );
    expect(text).toMatch(
      /观察\*\*：核验失败。[\s\S]*?行动\*\*：请客户重新提供信息。\n\*\*观察\*\*：客户核对后更正：卡号是 [AB]-\d+/,
    );
  });
});

describe('what makes sense on a path', () => {
  test('an offer is answered once', async () => {
    const text = await shotsOf(
      '1. Offer a voucher.\n2. If the guest declines the voucher, refund the price; otherwise send the voucher.\n3. Pay.',
      'en',
    );
    expect(text).toMatch(
      /Action\*\*: Offer a voucher\.\n\*\*Observation\*\*: The guest (?:declines|does not decline) the voucher\./,
    );
    expect(text).not.toContain('Check whether the guest');
  });

  test('one look answers two conditions about the same thing', async () => {
    const text = await shotsOf(
      '1. 核对胸牌。\n2. 胸牌有效的，放行。\n3. 无胸牌的，电话联系主管；联系不上，登记。\n4. 签名。',
      'zh-CN',
    );
    expect(text).toMatch(/核对胸牌。\n\*\*观察\*\*：无胸牌。/);
    expect(text).not.toContain('核实是否有胸牌');
  });

  test('nobody complains about what only the other side does, nor is content with it', async () => {
    const shots = (
      await shotsOf(
        '# 退租\n1. 如有损坏，核对清单；如无损坏，直接归还。\n2. 租客对清单有异议的，请主管处理。\n3. 签名。',
        'zh-CN',
      )
    ).split('**用户**');
    for (const shot of shots.filter((text) => text.includes('直接归还。'))) expect(shot).not.toMatch(/清单/);
    expect(shots.some((shot) => shot.includes('租客对清单有异议'))).toBe(true);
  });

  test('what fails is tried as often as the procedure says before its path ends', async () => {
    const text = await shotsOf('1、登记。\n2、发送短信。如果发送失败，重新发送，最多2次。', 'zh-CN');
    const attempts = text
      .split('**用户**')
      .map((shot) => [shot.match(/行动\*\*：发送短信/g)?.length ?? 0, shot.match(/观察\*\*：发送失败/g)?.length ?? 0]);
    expect(attempts).toContainEqual([3, 3]);
    expect(text).not.toContain('行动**：重新发送，最多2次');
  });

  test('nothing still fails before it was tried again', async () => {
    const text = await shotsOf(
      '1、登记。\n2、数量5件以下，直接发货；5件以上，由主管发货。\n3、发货失败时，重试一次；仍失败则转人工。\n4、签名。',
      'zh-CN',
    );
    for (const shot of text.split('**用户**').filter((one) => one.includes('仍失败'))) {
      expect(shot.match(/行动\*\*：由主管发货/g)).toHaveLength(2);
    }
  });

  test.each<['en' | 'zh-CN', string, string]>([
    [
      'en',
      '1. Check whether the pass was valid.\n   1. Valid: continue.\n   2. Not valid: refuse the ride and end.\n2. Pay.',
      'Action**: Refuse the ride.',
    ],
    [
      'en',
      '1. If somebody was hurt, hand the case over to the medical team.\n2. Pay.',
      'Action**: Hand the case over to the medical team.',
    ],
    ['zh-CN', '1、登记。\n2、投诉升级的，转人工。\n3、归档。', '行动**：转人工。'],
  ])('%s, what is done before leaving is shown: %j', async (language, sop, said) => {
    expect(await shotsOf(sop, language)).toContain(said);
  });

  test('an end alone is nothing to do', async () => {
    expect(
      await shotsOf('1. Verify the caller.\n2. If the caller cannot be verified, end the call.\n3. Pay.', 'en'),
    ).not.toMatch(/Action\*\*: (?:End|The call)/);
  });

  test('a call comes to something before the next condition is met', async () => {
    const text = await shotsOf(
      '1. 无卡的，电话联系家长；联系不上，报告园长。\n2. 幼儿发热时，先隔离。\n3. 签名。',
      'zh-CN',
    );
    expect(text).toContain('联系上了，幼儿发热。');
  });
});

describe('answers and actions are whole sentences', () => {
  test.each<['en' | 'zh-CN', string, string]>([
    [
      'en',
      '1. Was the parcel opened by the carrier?\n   - Yes: refund it.\n   - No: explain the terms and end.\n2. Pay.',
      'The parcel was not opened by the carrier.',
    ],
    [
      'en',
      '1. Check whether a fault is known there.\n   - Known: name the end.\n   - Unknown: go on.\n2. Pay.',
      'No fault is known there.',
    ],
    ['en', '1. Is it raining hard?\n   - Yes: wait.\n   - No: go.\n2. Pay.', 'The answer is no.'],
    [
      'en',
      '1. Estimate the loss.\n   - under 100: pay.\n   - over 100: send an expert.\n2. File.',
      'The loss is over 100.',
    ],
    [
      'en',
      '1. Offer a credit:\n   a) up to 20 for one day\n   b) up to 90 for more than one day\n2. File.',
      'Action**: Offer a credit: up to 20.',
    ],
    [
      'en',
      '1. Post it.\n2. The code is valid for 30 minutes.',
      'Action**: Tell the customer that the code is valid for 30 minutes.',
    ],
    ['zh-CN', '1. 判断伤情。\n   - 严重：送医\n   - 轻微：包扎\n2. 登记。', '观察**：伤情严重。'],
    ['zh-CN', '1. 说明费用；不同意的，结束。\n2. 登记。', '观察**：客户不同意。'],
    ['zh-CN', '1. 发送取件码。\n2. 取件码48小时内有效。', '行动**：告知客户：取件码48小时内有效。'],
    [
      'zh-CN',
      '1. 已投保的，全额赔付；未投保的，最高赔付邮费的两倍。\n2. 登记。',
      '行动**：按不超过邮费的两倍的金额赔付。',
    ],
    ['zh-CN', '1、登记。\n2、价值500元以下，赔付；500元以上，上报。\n3、归档。', '观察**：价值500元以上。'],
    ['zh-CN', '1、登记。\n2、缴费失败时，重试一次；仍失败则转人工。\n3、归档。', '核实是否缴费成功。'],
  ])('%s, %j: %s', async (language, sop, said) => {
    expect(await shotsOf(sop, language)).toContain(said);
  });
});
