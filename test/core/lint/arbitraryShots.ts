import fc from 'fast-check';

const ENGLISH = {
  user: ['User', 'Question'],
  think: ['Think', 'Thought'],
  action: ['Action', 'Act'],
  actionInput: ['Action Input'],
  observation: ['Observation', 'Obs'],
  plan: ['Plan'],
  step: ['Step 1', 'Step 2'],
  answer: ['Answer', 'Final Answer'],
  userRequest: ['User request'],
  apiSchema: ['API schema'],
  apiRequest: ['API request', 'API-Request'],
  apiResponse: ['API response'],
} as const;

type Role = keyof typeof ENGLISH;

const CHINESE: Readonly<Record<Role, readonly string[]>> = {
  user: ['用户', '客户问题'],
  think: ['思考', '想法'],
  action: ['行动', '操作'],
  actionInput: ['行动输入'],
  observation: ['观察', '返回结果'],
  plan: ['计划'],
  step: ['步骤1', '第二步'],
  answer: ['回答', '最终答案'],
  userRequest: ['用户请求'],
  apiSchema: ['接口定义'],
  apiRequest: ['接口请求'],
  apiResponse: ['接口返回'],
};

/** How one document writes its labels. */
const formats: readonly ((word: string, text: string) => string)[] = [
  (word, text) => `**${word}**: ${text}`,
  (word, text) => `**${word}:** ${text}`,
  (word, text) => `**${word}**：${text}`,
  (word, text) => `**${word}：**${text}`,
  (word, text) => `${word}: ${text}`,
  (word, text) => `${word}：${text}`,
  (word, text) => `${word} 1: ${text}`,
  (word, text) => `> ${word}: ${text}`,
  (word, text) => `> **${word}**: ${text}`,
  (word, text) => `- ${word}：${text}`,
  (word, text) => `<${word}>${text}</${word}>`,
  (word, text) => `<${word}>\n${text}\n</${word}>`,
  (word, text) => `**${word}**\n${text}`,
];

const calls = [
  'SearchSolution("x", top_k = "3")',
  'SearchSolution（Error＝“卡纸”，top_k：3）。',
  'SearchSolution(Error = "x", Error = "x", urgent = "true", urgent = 1',
  'SearchSolution(Error="a",\n  top_k=2024-10-11)',
  '`SearchSolution({"Error": 13, "Error": 13})`',
  '[SearchSolution(Error=「好」), Unknown(a=北京)]',
  '{"name": "SearchSolution", "arguments": {"Error": "x", "top_k": "4"}}',
  '{"tool_calls": [{"function": {"name": "SearchSolution", "arguments": "{\\"Error\\": 1}"}}]}',
  '<tool_call>{"name": "SearchSolution", "arguments": {"error": "x"}}</tool_call>',
  '```json\n{"action": "SearchSolution", "action_input": {"Error": "x",}}\n```',
  '询问 SearchSolution(top_k = 99) 的结果。',
  'SearchSolution',
  'SearchSolution[paper jam]',
  'SearchSolution(price = 1,000, {{x}}) -> ok',
  'SearchSolution(Error = "一\u3000二",\u00a0top_k = 3);',
];

const prose = [
  '打印机卡纸了，电话 13912345067',
  'The printer is jammed.',
  '<User request>',
  '{{x}}',
  '[另一个请求的示例]',
  '……',
  '...',
  '',
  '“您好，周三可以吗？”',
  '1. Look.\n2. Answer.',
  '- a\n- b',
  '| a | b |\n|---|---|\n| **c** | d |',
  '> quoted\n> words',
  '{"a": 1, "b": [2]}',
  '问题：充电桩故障',
  '\\Think: no label',
];

const between = [
  '---',
  '***',
  '- - -',
  '',
  '',
  '',
  '  ',
  '# Title',
  '## 示例 1',
  '##Example 2',
  '> ',
  '<!-- step 2 -->',
  '<!-- id: s-1 -->',
  '<!-- status: draft -->',
  '<!-- two\nlines -->',
  '<!-- open',
  '<!-- sop-shots-disable-next-line -->',
  '<!-- sop-shots-disable call-syntax nonsense -->',
  '<!-- sop-shots-enable -->',
  '```json',
  '```',
  '````shots',
  '~~~',
  '<<<<<<< HEAD',
  '**Thnik**: Look.',
  'plain words of nobody',
  '</Thought>',
];

const roles = Object.keys(ENGLISH) as readonly Role[];
const text = fc.oneof(fc.constantFrom(...calls), fc.constantFrom(...prose));
const free = { weight: 2, arbitrary: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...between) }, text) };

const frontMatter = fc.constantFrom(
  ...['', '', '', '', '---\ntools: [a.tools.json]\nstyle: react\n---\n', '---\nsop: x\n---\n\n', '---\nsop: [\n---\n'],
);

/** Shots as people write them, with the mistakes they make: mostly in one language and label format, as documents are. */
export const arbitraryShots: fc.Arbitrary<string> = fc
  .record({
    words: fc.constantFrom(ENGLISH, CHINESE),
    usual: fc.constantFrom(...formats),
    other: fc.constantFrom(...formats),
  })
  .chain(({ words, usual, other }) => {
    const label = fc
      .record({ role: fc.constantFrom(...roles), which: fc.nat(9), stray: fc.nat(9), text })
      .map(({ role, which, stray, text: said }) => {
        const word = words[role][which === 0 ? words[role].length - 1 : 0] ?? role;
        return (stray === 0 ? other : usual)(word, said);
      });
    return fc.array(fc.oneof({ weight: 3, arbitrary: label }, free), { maxLength: 24 });
  })
  .chain((lines) =>
    fc
      .tuple(fc.constantFrom('\n', '\r\n', '\r', undefined), fc.constantFrom('', '\ufeff'), frontMatter, fc.nat(7))
      .map(([lineBreak, mark, front, turn]) => {
        const whole = mark + front + lines.join('\n');
        let at = turn;
        return whole.replaceAll('\n', () => lineBreak ?? (at++ % 3 === 0 ? '\r\n' : '\n'));
      }),
  );
