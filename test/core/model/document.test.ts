import { describe, expect, test } from 'vitest';
import { replyText, type Shot } from '../../../src/core/index.ts';
import { documentOf, documentTest } from '../parser/outline.ts';

const round = '**Think**: a\n**Action**: f(a=1)\n**Observation**: c\n';

describe('shots', () => {
  documentTest(
    'begin at a request',
    `**User**: a\n${round}\n**User**: b\n${round}`,
    'shot[user; round(think action{f} observation)] shot[user; round(think action{f} observation)]',
  );
  documentTest(
    'heading and request are one',
    `# One\n**User**: a\n${round}`,
    'shot[heading; user; round(think action{f} observation)]',
  );
  documentTest(
    'without a request',
    `## 示例 1\n${round}---\n\n# Two\n**User**: b\n`,
    'shot[heading; round(think action{f} observation)] shot[heading; user]',
  );
  documentTest(
    'a title ends one',
    `**User**: a\n---\n# Notes\n## One\n**User**: b\n`,
    'shot[user] shot[heading; user]',
  );
  documentTest('a heading alone is none', '## 示例 1\n', '');
  documentTest(
    'a heading before a fence',
    '# Guide\n```shots\n**User**: a\n```\nText.\n```shots\n**User**: b\n```\n',
    'shot[heading; user] shot[user]',
  );
  documentTest('begin without anything before', round, 'shot[round(think action{f} observation)]');
});

describe('open slots and elided shots', () => {
  documentTest(
    'the open slot at the end',
    `**User**: a\n${round}\n**User**:<User request>\n`,
    'shot[user; round(think action{f} observation)] slot',
  );
  documentTest('in braces', '**User**: {input}\n', 'slot');
  documentTest('in double braces', '**User**: {{ input }}\n', 'slot');
  documentTest('in wide brackets', '**用户**：＜用户请求＞\n', 'slot');
  documentTest('for function calling', '**User request：** <用户的实际问题>\n', 'slot');
  documentTest('with an empty label at the end', '**User**: {input}\n**Think**:\n', 'slot');
  documentTest('with a placeholder at the end', 'Question: {input}\nThought: {scratchpad}\n', 'slot');
  documentTest(
    'above real rounds',
    `**User**: <request>\n${round}`,
    'shot[user; round(think action{f} observation)] slot',
  );
  documentTest('more than a slot is a request', '**User**: fix <div>\n**Think**: a\n', 'shot[user; round(think)]');
  documentTest(
    'elided',
    `**User**: [另一个请求的示例]\n……\n\n**User**: a\n${round}`,
    'shot[user; round(think action{f} observation)] elided',
  );
  documentTest('elided with blocks', `**User**: [...]\n${round}`, 'elided');
  documentTest('a bracket within words is none', '**User**: [a] b\n**Think**: c\n', 'shot[user; round(think)]');
});

describe('rounds', () => {
  documentTest(
    'parallel actions are one',
    '**User**: a\n**Think**: b\n**Action**: f(a=1)\n**Action**: f(a=2)\n**Observation**: c\n**Observation**: d\n',
    'shot[user; round(think action{f} action{f} observation observation)]',
  );
  documentTest(
    'an action after an observation opens one',
    '**User**: a\n**Action**: b\n**Observation**: c\n**Action**: d\n',
    'shot[user; round(action observation); round(action)]',
  );
  documentTest(
    'two thoughts are two',
    '**User**: a\n**Think**: b\n**Think**: c\n**Action**: d\n',
    'shot[user; round(think); round(think action)]',
  );
  documentTest(
    'a separator ends one',
    '**Think**: b\n**Action**: c\n---\n**Action**: d\n',
    'shot[round(think action); round(action)]',
  );
  documentTest(
    'an answer is in none',
    `**User**: a\n${round}**Think**: d\n**Answer**: e\n`,
    'shot[user; round(think action{f} observation); round(think); answer]',
  );
  documentTest(
    'two labels',
    '**Think**: a\n**Action**: Search\n**Action Input**: {"q": "x"}\n**Observation**: c\n',
    'shot[round(think action{Search} actionInput observation)]',
  );
  documentTest(
    'two labels with a fence',
    '**Think**: a\n**Action**: Search\n**Action Input**:\n```json\n{"q": "x"}\n```\n**Observation**: c\n',
    'shot[round(think action{Search} actionInput observation)]',
  );
  documentTest(
    'two labels in a quoted document',
    '> Thought: a\n> Action: Search\n> Action Input: {"q":\n> "x"}\n> Observation: c\n',
    'shot[round(think action{Search} actionInput observation)]',
  );
});

describe('plan-and-solve and function calling', () => {
  documentTest(
    'plan, steps, answer',
    '**User**: a\n**Plan**:\n1. b\n2. c\n**Step 1**: f(a=1)\n**Observation**: d\n**Step 2**: e\n**Answer**: g\n',
    'shot[user; plan(2); round(step observation); round(step); answer]',
  );
  documentTest(
    'a step with its own round',
    '**User**: a\n**Plan**: 1. b\n**Step 1**: b\n**Think**: c\n**Action**: f(a=1)\n**Observation**: d\n',
    'shot[user; plan(1); round(step think action{f} observation)]',
  );
  documentTest(
    'function calling',
    '**User request：** 周三谁有空？\n**API schema：** 略\n**API request：** SearchAvailableTime(day = "周三")\n**API response：** {}\n',
    'shot[userRequest; round(apiRequest{SearchAvailableTime} apiResponse)]',
  );

  const styles: readonly (readonly [string, Shot['style']])[] = [
    [`**User**: a\n${round}`, 'react'],
    ['**User**: a\n**Answer**: b\n', 'react'],
    ['**User**: a\n**Plan**: b\n**Think**: c\n', 'plan-and-solve'],
    ['**User**: a\n**Step 1**: b\n', 'plan-and-solve'],
    ['**User**: a\n**API request**: f()\n', 'function-calling'],
    ['---\nstyle: plan-and-solve\n---\n**User**: a\n**Answer**: b\n', 'plan-and-solve'],
    [`---\nstyle: plan-and-solve\n---\n**User**: a\n${round}`, 'react'],
  ];
  test.each(styles)('the style of %j', (text, style) => {
    expect(documentOf(text).shots.map((shot) => shot.style)).toEqual([style]);
  });

  const plans: readonly (readonly [string, readonly string[]])[] = [
    ['**Plan**: 1. 查询；2. 报修；3、确认\n', ['查询；', '报修；', '确认']],
    ['**Plan**: ①查询②报修\n', ['查询', '报修']],
    ['**Plan**: first 1) look, 2) ask\n', ['look,', 'ask']],
    ['**Plan**: 1. 付 1.5 元\n', ['付 1.5 元']],
    ['**Plan**: 先查询。\n', []],
    ['**Plan**:\n1. a\n   - b\n   - c\n2. d\n', ['a\n   - b\n   - c', 'd']],
    ['**Plan**:\n- a\n- b\n', ['a', 'b']],
    ['> Think: x\n> Plan:\n> 1. a\n> 2. b\n', ['a', 'b']],
  ];
  test.each(plans)('the items of %j', (text, items) => {
    const [shot] = documentOf(text).shots;
    expect(shot?.plan?.items.map(({ content }) => text.slice(content.start, content.end))).toEqual(items);
  });

  test('plan items keep their numbers, words and further lines', () => {
    const text = '**Plan**:\n1. 查询\n   故障\n2、报修\n- 确认\n**Step 1**: a\n';
    const [shot] = documentOf(text).shots;
    const items = shot?.plan?.items.map((item) => [item.number, text.slice(item.content.start, item.content.end)]);
    expect(items).toEqual([
      [1, '查询\n   故障'],
      [2, '报修'],
      [undefined, '确认'],
    ]);
  });
});

describe('what comments say', () => {
  const text = `<!-- id: s-1 -->\n<!-- status: approved by 王 芳 -->\n**User**: a\n<!-- step 2 -->\n${round}\n<!-- 第三步 -->\n**Think**: b\n**Action**: c <!-- accept: Error = "A" -->\n\n<!-- id: s-2 -->\n**User**: d\n${round}`;
  const [first, second] = documentOf(text).shots;
  test('id and status', () => {
    expect([first?.id?.value, second?.id?.value]).toEqual(['s-1', 's-2']);
    expect(first?.status).toMatchObject({ state: 'approved', by: '王 芳' });
    expect(second?.status).toBeUndefined();
  });
  test('steps', () => {
    expect(first?.rounds.map((round) => round.step?.number)).toEqual(['2', '3']);
    expect(second?.rounds.map((round) => round.step?.number)).toEqual([undefined]);
  });
  test('a shot begins with its comments', () => {
    expect(first?.start).toBe(0);
    expect(text.slice(second?.start)).toMatch(/^<!-- id: s-2/);
    expect([first?.comments.length, second?.comments.length]).toEqual([5, 1]);
  });
  test('of two steps for one round the first counts', () => {
    const [shot] = documentOf(`<!-- step 1 -->\n<!-- step 2 -->\n${round}<!-- step 3 -->\n${round}${round}`).shots;
    expect(shot?.rounds.map((one) => one.step?.number)).toEqual(['1', '3', undefined]);
  });
  test('a comment right below a shot is its own', () => {
    const [one, two] = documentOf('**User**: a\n**Think**: b\n<!-- status: draft -->\n\n**User**: c\n').shots;
    expect([one?.status?.state, two?.status]).toEqual(['draft', undefined]);
  });
  test('a separator parts comments', () => {
    const [one, two] = documentOf('**User**: a\n\n<!-- id: x -->\n---\n<!-- id: y -->\n\n**User**: c\n').shots;
    expect([one?.id?.value, two?.id?.value]).toEqual(['x', 'y']);
  });
});

describe('the reply', () => {
  const replies: readonly (readonly [string, string, string | undefined, string | undefined])[] = [
    ['an answer', '**Think**: a\n**Answer**: 周三见。\n', '周三见。', 'answer'],
    [
      'the lines after the first',
      '**Think**: a\n**Action**: 向用户确认。\n好的，\n周三见。\n',
      '好的，\n周三见。',
      'after-action',
    ],
    [
      'without the marks around all of them',
      '**Think**: a\n**Action**: 向用户确认。\n"周三见？"\n',
      '周三见？',
      'after-action',
    ],
    ['the quoted part', '**Think**: a\n**Action**: 回复用户“周三见。”\n', '周三见。', 'quoted'],
    ['in corner brackets', '**Think**: a\n**Action**: 回复「周三见。」\n', '周三见。', 'quoted'],
    [
      'a quotation over two lines',
      '**Think**: a\n**Action**: 回复："您好，\n周三见。"\n',
      '您好，\n周三见。',
      'quoted',
    ],
    ['the longest quotation', '**Think**: a\n**Action**: 用“抱歉”的语气说“周三下午见。”\n', '周三下午见。', 'quoted'],
    ['the first line is never said', '**Think**: a\n**Action**: 向用户确认上门时间。\n', undefined, undefined],
    ['of the last action', '**Action**: a "x"\n**Observation**: b\n**Action**: c\n', undefined, undefined],
    ['no call is one', '**Think**: a\n**Action**: f(a="x")\n', undefined, undefined],
    ['Finish', 'Thought: a\nAction: Finish[1,800 to 7,000 ft]\n', '1,800 to 7,000 ft', 'finish'],
    ['final_answer', 'Thought: a\nAction: final_answer("周三见。")\n', '周三见。', 'finish'],
    ['without comments', '**Think**: a\n**Answer**: b <!-- x --> c\n', 'b  c', 'answer'],
    ['without quote marks', '> Thought: a\n> Answer: b\n> c\n', 'b\nc', 'answer'],
    ['an empty answer is none', '**Think**: a\n**Answer**:\n', undefined, undefined],
  ];
  test.each(replies)('%s', (_, text, words, from) => {
    const document = documentOf(text);
    const [shot] = document.shots;
    expect(shot?.reply?.from).toBe(from);
    expect(shot?.reply && replyText(document.tree, shot.blocks, shot.reply)).toBe(words);
  });

  test('a tool that is called Finish is a tool', () => {
    const document = documentOf('Thought: a\nAction: Finish(x="b")\n', { isTool: () => true });
    expect(document.shots[0]?.reply).toBeUndefined();
    expect(document.shots[0]?.blocks[1]?.calls).toHaveLength(1);
  });
  test('Finish is not a call', () => {
    expect(documentOf('Thought: a\nAction: Finish[b]\n').shots[0]?.blocks[1]?.calls).toEqual([]);
  });
  test('projects add names', () => {
    const document = documentOf('Thought: a\nAction: 结束("再见")\n', { isTool: () => false, finish: ['结束'] });
    expect(document.shots[0]?.reply?.from).toBe('finish');
    expect(document.shots[0]?.blocks[1]).toMatchObject({ calls: [], mentions: [] });
  });
});
