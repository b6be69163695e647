import { describe, expect, test } from 'vitest';
import { labelWords, parseShots, type Role } from '../../../src/core/index.ts';
import { treeTest } from './outline.ts';

describe('one label in every spelling', () => {
  const spellings: readonly (readonly [string, string, string, string | undefined])[] = [
    ['**Think**: x', 'bold', ':', 'word'],
    ['**Think:** x', 'bold', ':', 'word-and-colon'],
    ['**Think**： x', 'bold', '：', 'word'],
    ['**Think：**x', 'bold', '：', 'word-and-colon'],
    ['**Think** : x', 'bold', ':', 'word'],
    ['Think: x', 'plain', ':', undefined],
    ['Think:x', 'plain', ':', undefined],
    ['Think : x', 'plain', ':', undefined],
    ['  Think: x', 'plain', ':', undefined],
    ['\u3000思考：x', 'plain', '：', undefined],
    ['Thought 1: x', 'plain', ':', undefined],
    ['Thought1: x', 'plain', ':', undefined],
    ['思考 1：x', 'plain', '：', undefined],
    ['思考一：x', 'plain', '：', undefined],
    ['**Thought 12**: x', 'bold', ':', 'word'],
    ['**Thought 12:** x', 'bold', ':', 'word-and-colon'],
    ['> think: x', 'quote', ':', undefined],
    ['>think: x', 'quote', ':', undefined],
    ['> **Think**: x', 'quote', ':', 'word'],
    ['- Thought: x', 'list', ':', undefined],
    ['* Thought: x', 'list', ':', undefined],
    ['- **Thought**: x', 'list', ':', 'word'],
    ['思考：x', 'plain', '：', undefined],
    ['思考:x', 'plain', ':', undefined],
    ['<Thought>x</Thought>', 'tag', '', undefined],
    ['<think>\nx\n</think>', 'tag', '', undefined],
    ['**Think**\nx', 'bold', '', 'word'],
    ['THINK: x', 'plain', ':', undefined],
  ];
  test.each(spellings)('%j', (text, decoration, colon, boldSpan) => {
    const tree = parseShots(text);
    const block = tree.nodes.find((node) => node.kind === 'block');
    expect(block).toMatchObject({ role: 'think', label: { decoration, colon, boldSpan } });
    expect(block && 'content' in block && text.slice(block.content.start, block.content.end)).toBe('x');
  });

  test('the ranges of a label and its word', () => {
    const text = '  **Thought 3**：x';
    const block = parseShots(text).nodes[0];
    expect(block).toMatchObject({ start: 0, end: text.length, label: { start: 2, end: 16, number: 3 } });
    expect(block).toMatchObject({ label: { word: { start: 4, end: 11 } } });
  });
});

describe('text that is not a label', () => {
  const texts = [
    'Think x',
    '**Think** x',
    'Thinking: x',
    'I Think: x',
    'Think\n: x',
    '<Thought> x',
    '</Thought>',
    '*Think*: x',
    'User 12:30 x',
  ];
  test.each(texts)('%j', (text) => {
    expect(parseShots(text).nodes.some((node) => node.kind === 'block')).toBe(false);
  });
});

describe('the words of every role', () => {
  const numbered: Readonly<Record<string, string>> = { Step: 'Step 1', 步骤: '步骤1', 第: '第一步' };
  const cases = Object.entries(labelWords()).flatMap(([role, words]) => words.map((word) => [role, word] as const));
  test.each(cases)('%s: %s', (role, word) => {
    const written = numbered[word] ?? word;
    for (const text of [`**${written}**: x`, `${written}：x`, `<${written}>x</${written}>`]) {
      expect(parseShots(text).nodes.find((node) => node.kind === 'block')?.role, text).toBe(role);
    }
  });

  const spellings: readonly (readonly [string, Role])[] = [
    ['ActionInput: x', 'actionInput'],
    ['Action Input: x', 'actionInput'],
    ['action_input: x', 'actionInput'],
    ['API-Request: x', 'apiRequest'],
    ['api request: x', 'apiRequest'],
    ['API schema: x', 'apiSchema'],
    ['User Request: x', 'userRequest'],
    ['FinalAnswer: x', 'answer'],
    ['第十二步：x', 'step'],
    ['第 3 步：x', 'step'],
    ['步骤 二：x', 'step'],
  ];
  test.each(spellings)('%s is %s', (text, role) => {
    expect(parseShots(text).nodes.find((node) => node.kind === 'block')?.role).toBe(role);
  });

  test('a number of a step', () => {
    const numberOf = (text: string) => {
      const block = parseShots(text).nodes.find((node) => node.kind === 'block');
      return block?.kind === 'block' ? block.label.number : undefined;
    };
    expect(['Step 3: x', '步骤十二：x', '第二十步：x', '第9步：x'].map(numberOf)).toEqual([3, 12, 20, 9]);
  });

  test('projects add words', () => {
    const text = '**Kunde**: hi\n**工单**：x\n';
    const tree = parseShots(text, { labels: { user: ['Kunde'], action: ['工单：'] } });
    expect(tree.nodes.map((node) => node.kind === 'block' && node.role)).toEqual(['user', 'action']);
  });

  test('an added word can take a built-in one from its role', () => {
    const tree = parseShots('返回：x\n', { labels: { answer: ['返回'] } });
    expect(tree.nodes[0]).toMatchObject({ role: 'answer' });
  });
});

describe('numbered labels without a colon', () => {
  treeTest(
    'count where two roles are written so',
    'Thought 1 I need it.\nAction 1 Search[x]\nObservation 1 Found.\n',
    'think(I need it.) action(Search[x]) observation(Found.)',
  );
  treeTest(
    'do not count alone',
    'Thought 1 I need it.\nThought 2 And that.\n',
    'preamble(Thought 1 I need it.|Thought 2 And that.)',
  );
  treeTest(
    'in Chinese',
    '思考 1 我需要搜索\n操作 1 搜索[x]\n观察 1 有了\n',
    'think(我需要搜索) action(搜索[x]) observation(有了)',
  );
  treeTest(
    'need a space after the number',
    'Thought 1st idea\nAction 1st idea\n',
    'preamble(Thought 1st idea|Action 1st idea)',
  );
});

describe('the document’s decoration', () => {
  treeTest(
    'a plain question in a bold reply is text',
    '**User**: hi\n**Think**: a\n**Action**: 回复\n问题：充电桩故障\n**Observation**: ok\n',
    'user(hi) think(a) action(回复|问题：充电桩故障) observation(ok)',
  );
  treeTest(
    'a FAQ in an observation is text',
    '**User**: hi\n**Think**: a\n**Action**: b\n**Observation**:\n问题：怎么退款？\n\n答案：七天内。\n\n**Think**: c\n',
    'user(hi) think(a) action(b) observation(问题：怎么退款？||答案：七天内。) think(c)',
  );
  treeTest(
    'think, action and observation words count in every decoration',
    '**User**: hi\n**Think**: a\n**Action**: b\n**Observation**: c\nThink: d\n- Action: e\n',
    'user(hi) think(a) action(b) observation(c) think(d) action(e)',
  );
  treeTest(
    'a wide colon among narrow ones is no request',
    'User: hi\nThought: a\nAction: 回复\n问题：充电桩\nObservation: b\nThought: c\n',
    'user(hi) think(a) action(回复|问题：充电桩) observation(b) think(c)',
  );
  treeTest(
    'a wide colon after the document’s own word is a slip',
    'User: hi\nThought: a\nAction: b\n\nUser：ho\nThought: c\n',
    'user(hi) think(a) action(b) user(ho) think(c)',
  );
  treeTest(
    'only the request may be bold',
    '**User**: hi\nThink: a\nAction: b\n\n**User**: ho\nThink: c\n',
    'user(hi) think(a) action(b) user(ho) think(c)',
  );
  treeTest(
    'bold with the colon inside or outside is one decoration',
    '**User:** hi\n**Think**: a\n**Action**: b\n**Answer:** c\n',
    'user(hi) think(a) action(b) answer(c)',
  );
});

describe('the first word of a role is the document’s', () => {
  treeTest(
    'another word is text without a separator before it',
    '**User**: hi\n**Think**: a\n**Action**: b\n**Observation**: c\n**Result**: d\n**Think**: e\n',
    'user(hi) think(a) action(b) observation(c|**Result**: d) think(e)',
  );
  treeTest(
    'another word counts after a blank line and before a round',
    '**User**: hi\n**Think**: a\n**Action**: b\n\n**Question**: ho\n**Think**: c\n',
    'user(hi) think(a) action(b) user(ho) think(c)',
  );
  treeTest(
    'another word does not count before an observation',
    '**User**: hi\n**Think**: a\n**Action**: b\n\n**Question**: ho\n**Observation**: c\n',
    'user(hi) think(a) action(b||**Question**: ho) observation(c)',
  );
  treeTest(
    'mixed words within one role',
    '**User**: hi\n**Think**: a\n**Action**: b\n**Observation**: c\n\n**Thought**: d\n**Action**: e\n',
    'user(hi) think(a) action(b) observation(c) think(d) action(e)',
  );
  treeTest(
    'a shot in other words brings all of them',
    '**User**: hi\n**Think**: a\n**Action**: b\n\n---\n\n**用户**: 好\n**思考**: 一\n**行动**: 二\n**观察**: 三\n\n**User**: ho\n**Think**: c\n',
    'user(hi) think(a) action(b) --shots user(好) think(一) action(二) observation(三) user(ho) think(c)',
  );
  treeTest(
    'a word of the introduction is not the document’s',
    'Task: answer the questions.\n\nQuestion: hi\nThought: a\nAction: b\nObservation: c\nQuestion: ho\nThought: d\n',
    'preamble(Task: answer the questions.) user(hi) think(a) action(b) observation(c) user(ho) think(d)',
  );
  treeTest(
    'a key of data in another case is text',
    'Thought: a\nAction: b\nObservation: found\naction: refund\nresult: ok\nThought: c\n',
    'think(a) action(b) observation(found|action: refund|result: ok) think(c)',
  );
  treeTest(
    'a bold label in another case is the same word',
    '**User**: hi\n**Think**: a\n**Action**: b\n**think**: c\n',
    'user(hi) think(a) action(b) think(c)',
  );
});

describe('tags', () => {
  treeTest(
    'a block ends with its tag',
    '<Question>hi</Question>\n<Thought>a\nb</Thought>\nrest\n<Action>f()</Action>\n<Final Answer>c</Final Answer>\n',
    'user(hi) think(a|b) outside(rest) action(f()) answer(c)',
  );
  treeTest(
    'several on one line',
    '<Thought>a</Thought> <Action>b</Action>\n<Observation>c</Observation>\n',
    'think(a) action(b) observation(c)',
  );
  treeTest(
    'labels within a tagged block are its text',
    '<Thought>\nAction: x\n# y\n---\n</Thought>\n<Action>b</Action>\n',
    'think(Action: x|# y|---) action(b)',
  );
  treeTest('an opening tag alone is text', '<Thought>a\n\n<Action>b</Action>\n', 'preamble(<Thought>a) action(b)');
  treeTest('other tags are text', '<Action><tool_call>{}</tool_call></Action>\n', 'action(<tool_call>{}</tool_call>)');
});

describe('quoted documents', () => {
  treeTest(
    'quote marks are no text',
    '> **User**: hi\n> there\n>\n> **Think**: a\n> > b\n> **Action**: c\n>\n> ---\n>\n> **User**: d\n',
    'user(hi|there) think(a|> b) action(c) --shots user(d)',
  );
  treeTest(
    'labels alone may be quoted',
    '> think: I look.\nOK.\n> go to cabinet 1\nYou see it.\n> think: done\nOK.\n',
    'think(I look.|OK.|go to cabinet 1|You see it.) think(done|OK.)',
  );
  treeTest(
    'a quotation in a block keeps its marks',
    '**User**: hi\n> quoted\n> ---\n**Think**: a\n**Action**: b\n',
    'user(hi|> quoted|> ---) think(a) action(b)',
  );
});

describe('escapes', () => {
  treeTest(
    'a backslash makes labels, separators, headings and fences text',
    '**User**: hi\n\\问题：x\n\\**Think**: y\n\\---\n\\# z\n\\```\n**Think**: a\n',
    'user(hi|问题：x|**Think**: y|---|# z|```) think(a)',
  );
  treeTest('only one backslash goes', '**User**: hi\n\\\\Think: x\n**Think**: a\n', 'user(hi|\\Think: x) think(a)');
  treeTest(
    'elsewhere it is a backslash',
    '**User**: a\\nb\n\\new\n\\\n**Think**: c\n',
    'user(a\\nb|\\new|\\) think(c)',
  );
  treeTest('before a comment', '**User**: a \\<!-- b --> c\n**Think**: d\n', 'user(a <!-- b --> c) think(d)');
  treeTest('in a quoted document', '> **User**: a\n> \\Think: b\n> **Think**: c\n', 'user(a|Think: b) think(c)');
});
