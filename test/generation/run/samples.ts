/** A procedure of a repair desk, its tools, and replies of models to it. */
export const repairTools = [
  {
    type: 'function',
    function: {
      name: 'SearchSolution',
      description: 'Searches the knowledge base for a fault.',
      parameters: {
        type: 'object',
        properties: {
          Error: { type: 'string', description: 'The fault as the customer puts it' },
          top_k: { type: 'integer' },
        },
        required: ['Error'],
      },
    },
  },
  {
    type: 'function',
    function: {
      name: 'BookVisit',
      description: 'Books a visit of an engineer.',
      parameters: {
        type: 'object',
        properties: {
          weekday: { type: 'string', enum: ['Monday', 'Wednesday'] },
          urgency: { type: 'string', enum: ['normal', 'high'] },
        },
        required: ['weekday'],
      },
    },
  },
];

export const repairSop = `# Printer repair
1. Search the knowledge base with \`SearchSolution\`.
2. If a visit is needed, book one with \`BookVisit\`.
3. Tell the customer the outcome.
`;

export const repairSopChinese = `# 打印机报修
1. 用 \`SearchSolution\` 查询故障库。
2. 如果需要上门，用 \`BookVisit\` 预约工程师。
3. 把结果告诉客户。
`;

type Arguments = Readonly<Record<string, unknown>>;

/** A good shot for the procedure, as a model would reply it. */
export function replyShot(about: string, error: string, weekday?: string, extra: Arguments = {}) {
  const book = {
    step: '2',
    think: `They tried that already, so ${about} needs a visit.`,
    action: '',
    calls: [{ name: 'BookVisit', arguments: JSON.stringify({ weekday, ...extra }) }],
    observation: `Booked for ${weekday}.`,
  };
  return {
    request: about,
    plan: [],
    rounds: [
      {
        step: '1',
        think: `First see what the knowledge base says about "${error}".`,
        action: '',
        calls: [{ name: 'SearchSolution', arguments: JSON.stringify({ Error: error }) }],
        observation: `Known remedy for ${error}: restart it and look again.`,
      },
      ...(weekday === undefined ? [] : [book]),
      {
        step: '3',
        think: 'The customer should know.',
        action: `Tell the customer.\nAbout ${about}: this is settled.`,
        calls: [],
        observation: '',
      },
    ],
    answer: '',
  };
}

export function replyOf(...shots: readonly unknown[]): string {
  return JSON.stringify({ shots });
}

export const threeShots = [
  replyShot('The office printer on floor two does not print.', 'no print', 'Monday'),
  replyShot('There is paper stuck in my copier and I cannot get it out!', 'paper jam'),
  replyShot('Toner smears all over the page since this morning, can somebody come?', 'smearing toner', 'Wednesday'),
];
