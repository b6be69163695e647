import fc from 'fast-check';

const words = [
  ...[
    '**Think**:',
    '**User**:',
    '**Action**: ',
    '**Observation:** ',
    '**Answer**：',
    'Thought 1:',
    'Thought 1',
    'Action:',
  ],
  ...[
    'Action Input:',
    '思考：',
    '用户:',
    '观察：',
    '问题：',
    '计划：',
    '步骤1：',
    '第一步：',
    '> think:',
    '- Thought:',
    '<Thought>',
  ],
  ...[
    '</Thought>',
    '<Action>',
    '</Action>',
    '**User request：**',
    '**API request：** ',
    'API schema:',
    '**Think**',
    'Plan:',
  ],
];
const structure = [
  ...[
    '---',
    '***',
    '# Title',
    '##示例 1',
    '```',
    '```json',
    '````shots',
    '~~~',
    '> ',
    '>',
    '\\',
    '\\Think: x',
    '<!--',
    '-->',
  ],
  ...[
    '<!-- id: s-1 -->',
    '<!-- step 2 -->',
    '……',
    '[...]',
    '<User request>',
    '{{x}}',
    '<<<<<<< a',
    '=======',
    '>>>>>>> b',
  ],
  ...['tools: [a.json]', 'sop: x', 'style: react', '1. a', '- b', '（1）c', '\ufeff', '\ufffd'],
];
const content = [
  ...[
    'f(a = 1)',
    'f(a = "',
    '{"name": "f", "arguments": {}}',
    '[f(a=1), g(b=[2])]',
    'Search[x]',
    'Finish[x]',
    '打印机卡纸了，',
    '好。',
  ],
  ...[
    '“您好，',
    '"周三？"',
    ' ',
    '\t',
    '\u3000',
    '\u00a0',
    '\u200b',
    '😀',
    'a',
    '.',
    '：',
    ':',
    '**',
    '`',
    '(',
    ')',
    '<',
    '>',
    '\\',
  ],
];

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  { weight: 3, arbitrary: fc.constantFrom(...structure) },
  { weight: 4, arbitrary: fc.constantFrom(...content) },
  { weight: 3, arbitrary: fc.constantFrom('\n', '\n\n', '\r\n', '\r') },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);

/** Text made of everything that means something in a shots document, in any order. */
export const arbitraryDocument: fc.Arbitrary<string> = fc
  .array(piece, { maxLength: 60 })
  .map((pieces) => pieces.join(''));

const shot = fc.constantFrom(
  '**User**: 打印机卡纸了\n\n**Think**: 先查。\n**Action**: SearchSolution(Error = "卡纸")\n**Observation**: 打开后盖。\n\n',
  'User: hi\nThought: a\nAction: Search\nAction Input: ```json\n{"q": 1}\n```\nObservation: b\nFinal Answer: c\n\n',
  '**User request：** 周三谁有空？\n**API schema：** 略\n**API request：** f(day = "周三")\n\n---\n\n',
  '## 示例 1\n> **用户**：好\n> **思考**：一\n> **行动**：二\n\n',
  '<Question>a</Question>\n<Thought>b</Thought>\n<Action>f()</Action>\n<!-- step 1 -->\n',
  '**User**: a\n**Plan**:\n1. b\n2. c\n\n**Step 1**: d\n**Answer**: e\n\n',
);

/** Sound documents with some characters taken out, doubled or put in. */
export const mutatedDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(shot, { minLength: 1, maxLength: 4 }),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.option(piece)), { maxLength: 6 }),
  )
  .map(([shots, edits]) =>
    edits.reduce((text, [at, length, insert]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + (insert ?? '') + text.slice(start + length);
    }, shots.join('')),
  );

export const anyDocument = fc.oneof(arbitraryDocument, mutatedDocument);
