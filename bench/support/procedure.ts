import { pick, randomSource } from './random.ts';

const OBJECTS =
  'printer router lift projector heater door lamp pump filter battery screen cable contract order parcel invoice'.split(
    ' ',
  );
const PLACES = 'warehouse,front desk,workshop,second floor,meeting room,delivery gate'.split(',');
const TOOLS = 'find_order check_stock book_visit send_notice open_ticket read_meter'.split(' ');
const CHINESE_OBJECTS = '打印机,路由器,电梯,投影仪,暖气,门禁,水泵,滤网,合同,订单,包裹,发票'.split(',');

/** A procedure of about so many lines, as a team could write it, in English and Chinese. All sentences differ. */
export function generateProcedure(lineCount: number, seed: number): string {
  const random = randomSource(seed);
  const lines: string[] = [`# Service handbook ${seed}`];
  let step = 0;
  const section = (): void => {
    step = 0;
    const name = `${pick(random, OBJECTS)} ${number(random)}`;
    lines.push('', `## ${capitalized(name)}`, '', `Purpose: how a ${name} is handled.`, '');
  };
  section();
  while (lines.length < lineCount) {
    if (step > 11) section();
    step++;
    lines.push(...pick(random, STEPS)(random, step));
  }
  return `${lines.slice(0, lineCount).join('\n')}\n`;
}

type StepWriter = (random: () => number, step: number) => readonly string[];

const STEPS: readonly StepWriter[] = [
  (random, step) => [
    `${step}. Check the ${thing(random)} at the ${pick(random, PLACES)} with \`${pick(random, TOOLS)}\`.`,
  ],
  (random, step) => [
    `${step}. If the ${thing(random)} is older than ${number(random)} days, replace it and inform the customer within ${1 + number(random)} hours; otherwise clean it.`,
  ],
  (random, step) => [
    `${step}. Ask whether the ${thing(random)} still works.`,
    `   - If it is broken, open ticket ${number(random)} for the ${thing(random)} at the ${pick(random, PLACES)}.`,
    `   - If it only lost power, restart the ${thing(random)} and wait ${number(random)} minutes.`,
    `   - Otherwise transfer the call about the ${thing(random)} to the ${pick(random, PLACES)}.`,
  ],
  (random, step) => [
    `${step}. Tell the customer what the ${thing(random)} costs.`,
    `   > "The ${thing(random)} costs ${number(random)} euros."`,
    `   Never promise a date for the ${thing(random)}.`,
  ],
  (random, step) => [`${step}. 核对${chineseThing(random)}的编号，并登记到系统。`],
  (random, step) => [
    `${step}. 如果${chineseThing(random)}已超过${number(random)}天，上报主管；否则在${1 + number(random)}小时内更换${chineseThing(random)}。`,
  ],
  (random, step) => [
    `${step}. 检查${chineseThing(random)}是否正常。`,
    `   - 正常：通知客户领取${chineseThing(random)}。`,
    `   - 异常：登记${chineseThing(random)}后转${pick(random, ['维修组', '客服主管', '仓库'])}处理。`,
  ],
];

function thing(random: () => number): string {
  return `${pick(random, OBJECTS)} ${number(random)}`;
}

function chineseThing(random: () => number): string {
  return `${pick(random, CHINESE_OBJECTS)}${number(random)}号`;
}

function number(random: () => number): number {
  return Math.floor(random() * 900);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
