import { pick, randomSource } from './random.ts';

/** What to generate. */
export interface DocumentSize {
  readonly calls: number;
  /** Calls with one mistake, spread evenly. */
  readonly wrong: number;
  /** Bytes of the document in UTF-8, at least. */
  readonly bytes: number;
}

const ROUNDS = 4;

const ENGLISH = (
  'printer router projector lift paper tray toner cable meeting room floor office noise smoke light screen door ' +
  'button error restart morning evening yesterday again customer colleague contract delivery guest signal network ' +
  'manual engineer visit spare roller fuse sensor cover panel display remote battery filter water heat slow broken'
).split(' ');
const CHINESE = [
  ...'打印机卡纸路由器投影仪电梯会议室楼层办公噪音烟雾灯屏幕门按钮错误重启早上晚上昨天客户同事合同送货信号网络手册工程师上门备件滚轮保险丝传感盖板面板显示遥控电池滤网漏水发热缓慢损坏',
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', '周四', '周五'];
const DEVICES = ['printer', 'router', 'projector', 'lift'];

/**
 * A shots document such as a support team could write, in English and Chinese, without a finding of any rule but
 * for the wrong calls. All shots differ.
 */
export function generateDocument({ calls, wrong, bytes }: DocumentSize): string {
  const random = randomSource(calls + wrong);
  const every = wrong === 0 ? Number.POSITIVE_INFINITY : Math.floor(calls / wrong);
  // What the frame of a round takes besides its free text.
  const words = Math.max(4, (bytes / calls - 107) / 7.5);
  const parts: string[] = ['---\ntools: ./bench.tools.json\n---\n'];
  for (let call = 0; call < calls; ) {
    const chinese = random() < 0.3;
    const order = `SO-${String(100_000 + Math.floor(random() * 900_000))}`;
    parts.push(`**User**: ${sentence(random, chinese, words)} ${order}\n`);
    for (let round = 0; round < ROUNDS && call < calls; round++, call++) {
      const isWrong = call % every === every - 1;
      const made = isWrong ? wrongCall(random, Math.floor(call / every), order) : rightCall(random, order);
      const answer = sentence(random, chinese, words);
      parts.push(`\n**Think**: ${sentence(random, chinese, words)}\n**Action**: ${made}\n**Observation**: ${answer}\n`);
    }
    parts.push('\n');
  }
  return parts.join('');
}

function sentence(random: () => number, chinese: boolean, words: number): string {
  const count = Math.max(3, Math.round((words / 2) * (0.6 + random() * 0.8)));
  if (!chinese) return `${Array.from({ length: count }, () => pick(random, ENGLISH)).join(' ')}.`;
  return `${Array.from({ length: count * 2 }, () => pick(random, CHINESE)).join('')}。`;
}

function rightCall(random: () => number, order: string): string {
  const word = pick(random, ENGLISH);
  switch (Math.floor(random() * 4)) {
    case 0:
      return `SearchSolution(Error = "${word} ${pick(random, ENGLISH)}", top_k = ${1 + Math.floor(random() * 9)})`;
    case 1:
      return `SearchAvailableTime(day = "${pick(random, DAYS)}", onsite = ${pick(random, ['True', 'false'])})`;
    case 2:
      return `SubmitOrder(order = "${order}", parts = [{"name": "${word}", "count": 2}], note = "${word}")`;
    default:
      return `EstimatePrice(device = "${pick(random, DEVICES)}", hours = ${(1 + random() * 9).toFixed(1)})`;
  }
}

/** One mistake per call: each of the call rules that are errors, in turn. */
function wrongCall(random: () => number, turn: number, order: string): string {
  const word = pick(random, ENGLISH);
  const mistakes = [
    `SearchSolutions(Error = "${word}")`,
    'SearchSolution(top_k = 3)',
    `SearchSolution(Error = "${word}", topk = 3)`,
    `SearchSolution(Error = "${word}", top_k = "3")`,
    `SearchSolution(Error = "${word}", top_k = 30)`,
    `SearchSolution(Error = "${word}", device = "Printer")`,
    `SearchSolution(Error = "${word}", Error = "${word} again")`,
    `SearchSolution(Error = "${word}"`,
    `SubmitOrder(order = "${order}", parts = [{"count": 2}])`,
    `EstimatePrice(device = "lift", hours = "two")`,
  ];
  return mistakes[turn % mistakes.length] ?? '';
}

/**
 * Chats with JSON calls such as a support team could record, without a finding of any rule but for the wrong calls: each
 * has as many calls as a shot of the other document has rounds.
 */
export function generateChats({ calls, wrong, bytes }: DocumentSize): string {
  const random = randomSource(calls + wrong + 1);
  const every = wrong === 0 ? Number.POSITIVE_INFINITY : Math.floor(calls / wrong);
  const words = Math.max(4, (bytes / calls - 130) / 7.5);
  const parts: string[] = ['---\ntools: ./bench.tools.json\n---\n'];
  for (let call = 0; call < calls; ) {
    const order = `SO-${String(100_000 + Math.floor(random() * 900_000))}`;
    parts.push(`User: ${sentence(random, false, words)} ${order}\n`);
    for (let turn = 0; turn < ROUNDS && call < calls; turn++, call++) {
      const isWrong = call % every === every - 1;
      const made = isWrong ? wrongJson(random, Math.floor(call / every)) : rightJson(random, order);
      const [result, said] = [sentence(random, false, words), sentence(random, false, words)];
      parts.push(`Assistant: ${JSON.stringify(made)}\nTool: ${result}\nAssistant: ${said}\n`);
      if (turn < ROUNDS - 1 && call < calls - 1) parts.push(`User: ${sentence(random, false, 4)}\n`);
    }
    parts.push('\n---\n\n');
  }
  return parts.join('');
}

interface JsonCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

function rightJson(random: () => number, order: string): JsonCall {
  const word = pick(random, ENGLISH);
  switch (Math.floor(random() * 3)) {
    case 0:
      return { name: 'SearchSolution', arguments: { Error: word, top_k: 1 + Math.floor(random() * 9) } };
    case 1:
      return { name: 'SearchAvailableTime', arguments: { day: pick(random, DAYS), onsite: random() < 0.5 } };
    default:
      return { name: 'SubmitOrder', arguments: { order, parts: [{ name: word, count: 2 }], note: word } };
  }
}

/** One mistake per call: those of the call rules that JSON can have, in turn. */
function wrongJson(random: () => number, turn: number): JsonCall {
  const word = pick(random, ENGLISH);
  const mistakes: readonly JsonCall[] = [
    { name: 'SearchSolutions', arguments: { Error: word } },
    { name: 'SearchSolution', arguments: { top_k: 3 } },
    { name: 'SearchSolution', arguments: { Error: word, topk: 3 } },
    { name: 'SearchSolution', arguments: { Error: word, top_k: '3' } },
    { name: 'SearchSolution', arguments: { Error: word, top_k: 30 } },
    { name: 'EstimatePrice', arguments: { device: 'lift', hours: 'two' } },
  ];
  return mistakes[turn % mistakes.length] ?? { name: '', arguments: {} };
}
