import { describe, expect, test } from 'vitest';
import { parseShots } from '../../../src/core/index.ts';
import { treeOutline, treeTest } from './outline.ts';

const round = '**Think**: a\n**Action**: b\n**Observation**: c\n';

describe('front matter', () => {
  treeTest('with a known key', '---\nsop: a.md\n---\n**User**: a\n', 'yaml user(a)');
  treeTest('after a byte order mark', '\ufeff---\ntools: [a.json]\n---\n**User**: a\n', 'bom yaml user(a)');
  treeTest('with a broken value', '---\ntools: [a.json\n---\n**User**: a\n', 'yaml user(a)');
  treeTest('with Windows line ends', '---\r\nstyle: react\r\n---\r\n**User**: a\r\n', 'yaml user(a)');
  treeTest(
    'without a known key it is a separator',
    '---\n**User**: a\n---\n**User**: b\n',
    '--shots user(a) --shots user(b)',
  );
  treeTest('without an end it is none', '---\nsop: a.md\n**User**: a\n', 'preamble(---|sop: a.md) user(a)');
  treeTest('only on the first line', '\n---\nsop: a.md\n---\n**User**: a\n', 'preamble(---|sop: a.md) --shots user(a)');
  test('the YAML’s range', () => {
    expect(parseShots('---\nsop: a\n---\n').nodes[0]).toMatchObject({ start: 0, end: 15, yaml: { start: 4, end: 11 } });
  });
});

describe('headings', () => {
  treeTest('start a shot before a request', '# One\n**User**: a\n# Two\n**User**: b\n', '#One* user(a) #Two* user(b)');
  treeTest('need no space', '##Few shots\n**User**: a\n', '#Few shots* user(a)');
  treeTest('a title comes before another heading', '# Title\n## One\n**User**: a\n', '#Title #One* user(a)');
  treeTest(
    'within a block are content',
    `**User**: a\n# Note\n${round}`,
    'user(a|# Note) think(a) action(b) observation(c)',
  );
  treeTest(
    'by their text',
    '## 示例 1\n**Think**: a\n**Action**: b\n## Example 2: more\n**Think**: c\n',
    '#示例 1* think(a) action(b) #Example 2: more* think(c)',
  );
  treeTest('numbers may be Chinese', '**User**: a\n## 例二\n**Think**: a\n', 'user(a) #例二* think(a)');
  treeTest(
    'a word that only begins so is none',
    '**User**: a\n## Shots 2\n**Think**: a\n',
    'user(a|## Shots 2) think(a)',
  );
  treeTest('a heading needs a title', '**User**: a\n##\n**Think**: a\n', 'user(a|##) think(a)');
  treeTest('seven marks make no heading', '**User**: a\n####### b\n**User**: c\n', 'user(a|####### b) user(c)');
  treeTest('setext headings are not read', 'Title\n=====\n**User**: a\n', 'preamble(Title|=====) user(a)');
});

describe('separators', () => {
  treeTest('between shots', '**User**: a\n\n---\n\n**User**: b\n', 'user(a) --shots user(b)');
  treeTest('of stars', '**User**: a\n***\n**User**: b\n', 'user(a) --shots user(b)');
  treeTest(
    'between rounds',
    `**User**: a\n${round}---\n${round}`,
    'user(a) think(a) action(b) observation(c) --rounds think(a) action(b) observation(c)',
  );
  treeTest('before a heading', '**User**: a\n---\n# One\n**User**: b\n', 'user(a) --shots #One* user(b)');
  treeTest('at the end', '**User**: a\n---\n', 'user(a) --shots');
  treeTest('before other text are content', '**User**: a\n---\nb\n**Think**: c\n', 'user(a|---|b) think(c)');
  treeTest('before an elision', '**User**: a\n---\n……\n', 'user(a) --shots elision(……)');
  treeTest(
    'before an elision between rounds',
    `**Think**: a\n---\n...\n---\n**Think**: b\n`,
    'think(a) --rounds elision(...) --rounds think(b)',
  );
  treeTest('before a bare slot', '**User**: a\n---\n<User request>\n', 'user(a) --shots outside(<User request>)');
  treeTest(
    'before a comment and a label',
    '**User**: a\n---\n<!-- id: x -->\n**User**: b\n',
    'user(a) --shots <!id: x> user(b)',
  );
  treeTest('one after the other', '**User**: a\n---\n\n---\n**User**: b\n', 'user(a) --shots --shots user(b)');
  treeTest('two dashes are content', '**User**: a\n--\n**Think**: b\n', 'user(a|--) think(b)');
  treeTest('with more on the line are content', '**User**: a\n--- x\n**Think**: b\n', 'user(a|--- x) think(b)');
  test('the mark’s range', () => {
    const node = parseShots('**User**: a\n ----  \n**User**: b\n').nodes[1];
    expect(node).toMatchObject({ kind: 'separator', start: 12, end: 20, mark: { start: 13, end: 17 } });
  });
});

describe('fences', () => {
  treeTest(
    'in a block are content',
    '**User**: a\n```\n**Think**: x\n# y\n---\n```\n**Think**: b\n',
    'user(a|```|**Think**: x|# y|---|```) think(b)',
  );
  treeTest(
    'after a label',
    '**Think**: a\n**Action**: ```json\n{"a": 1}\n```\n**Observation**: c\n',
    'think(a) action(```json|{"a": 1}|```) observation(c)',
  );
  treeTest(
    'outside are read',
    '# Title\n```shots\n**User**: a\n```\nText.\n```markdown\n**User**: b\n```\n',
    '#Title* ``` user(a) ``` preamble(Text.) ``` user(b) ```',
  );
  treeTest(
    'without info too',
    'Text.\n\n```\nUser: a\nThought: b\nAction: c\n```\n',
    'preamble(Text.) ``` user(a) think(b) action(c) ```',
  );
  treeTest(
    'in another language are foreign',
    '```python\nAction: x\n```\n**User**: a\n**Think**: b\n',
    'foreign-fence(```python|Action: x|```) user(a) think(b)',
  );
  treeTest('of tildes', '~~~text\n**User**: a\n~~~\n', '``` user(a) ```');
  treeTest('a longer one encloses others', '````shots\n**User**: a\n```\nb\n```\n````\n', '``` user(a|```|b|```) ```');
  treeTest(
    'an inner one with info is content',
    '```shots\n**User**: a\n```json\n{}\n```\n**Think**: b\n```\n',
    '``` user(a|```json|{}|```) think(b) ```',
  );
  treeTest(
    'comments in them are content',
    '**User**: a\n```html\n<!-- b -->\n```\n**Think**: c\n',
    'user(a|```html|<!-- b -->|```) think(c)',
  );
  treeTest(
    'a heading before one',
    '**User**: a\n**Think**: b\n\n## Two\n```\n**User**: c\n**Think**: d\n```\n',
    'user(a) think(b) #Two* ``` user(c) think(d) ```',
  );
  treeTest(
    'a word of the introduction opens no block',
    'Task: see below.\n\n```\nQuestion: a\nThought: b\nAction: c\n```\n',
    'preamble(Task: see below.) ``` user(a) think(b) action(c) ```',
  );

  treeTest('a closing tag ends one', '<Thought>\n```json</Thought>\n<Action>b</Action>\n', 'think(```json) action(b)');

  test('their info and content', () => {
    const text = '**Action Input**:\n```json x\n{"a": 1}\n```\n';
    const block = parseShots(text).nodes[0];
    const [fence] = block?.kind === 'block' ? block.fences : [];
    expect(fence).toMatchObject({ info: 'json x', closed: true });
    expect(fence && text.slice(fence.content.start, fence.content.end)).toBe('{"a": 1}');
    expect(fence && text.slice(fence.start, fence.end)).toBe('```json x\n{"a": 1}\n```');
  });
});

describe('fences that are never closed', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'the last one',
      '**Think**: a\n**Action**: b\n```json\n{}\n\n**Observation**: c\n',
      'think(a) action(b|```json|{}) observation(c)',
    ],
    [
      'before one that is',
      '**Think**: a\n**Action**:\n```json\n{}\n**Observation**: c\n```json\n1\n```\n**Think**: d\n',
      'think(a) action(```json|{}) observation(c|```json|1|```) think(d)',
    ],
    [
      'without info before one that is',
      '**Think**: a\n**Action**:\n```\n{}\n**Observation**: c\n```\n1\n```\n**Think**: d\n',
      'think(a) action(```|{}) observation(c|```|1|```) think(d)',
    ],
    ['at the end', '**Think**: a\n```\nb', 'think(a|```|b)'],
    [
      'in the introduction',
      '```python\nx = 1\n\n**User**: a\n**Think**: b\n',
      'foreign-fence(```python|x = 1) user(a) think(b)',
    ],
    ['around shots', '```shots\n**User**: a\n', '``` user(a)'],
    [
      'before a separator',
      '**Think**: a\n**Action**: b\n```json\n{}\n\n---\n\n**Think**: c\n',
      'think(a) action(b|```json|{}) --rounds think(c)',
    ],
    [
      'before the comment and the heading of the next shot',
      '**User**: a\n**Think**: b\n```json\n---\n{}\n***\n<!-- id: x -->\n## Example 2\n**User**: c\n',
      'user(a) think(b|```json|---|{}) --shots <!id: x> #Example 2* user(c)',
    ],
    [
      'not before a remark in code',
      '**Think**: a\n**Action**: b\n```python\nf()\n# look\n**Observation**: c\n',
      'think(a) action(b|```python|f()|# look) observation(c)',
    ],
  ];
  test.each(cases)('%s', (_, text, outline) => {
    const tree = parseShots(text);
    expect(treeOutline(tree)).toBe(outline);
    expect(tree.problems.map((problem) => problem.rule)).toEqual(['unclosed-fence']);
    const [problem] = tree.problems;
    expect(problem && text.slice(problem.start, problem.end)).toMatch(/^```\w*$/);
  });
});

describe('fences of ordinary Markdown', () => {
  const markdown =
    '# Guide\n\nUser: not a label\n\n---\n\n```python\nAction: x\n```\n\n```shots\n**User**: a\n**Think**: b\n```\n\nMore <!-- note -->.\n\n```text\n**User**: c\n```\n';
  test('only ```shots is read', () => {
    expect(treeOutline(parseShots(markdown, { read: 'shots-fences' }))).toBe(
      'preamble(# Guide) preamble(User: not a label) preamble(---) preamble(```python|Action: x|```) ``` user(a) think(b) ``` preamble(More <!-- note -->.) preamble(```text|**User**: c|```)',
    );
  });
  test('a Markdown file without any has no blocks', () => {
    const tree = parseShots('User: a\nThought: b\n', { read: 'shots-fences' });
    expect(treeOutline(tree)).toBe('preamble(User: a|Thought: b)');
  });
});

describe('comments', () => {
  treeTest(
    'between blocks',
    `**User**: a\n<!-- step 1 -->\n${round}`,
    'user(a) <!step 1> think(a) action(b) observation(c)',
  );
  treeTest('within a block', '**User**: a\n<!-- b\nUser: c\n-->\nd\n**Think**: e\n', 'user(a|d) think(e)');
  treeTest('within a line', '**User**: a <!-- b --> c\n**Think**: d <!-- e -->\n', 'user(a  c) think(d)');
  treeTest('before a label on its line', '<!-- id: x --> **User**: a\n', '<!id: x> user(a)');
  treeTest(
    'several on one line',
    '**User**: a\n<!-- id: x --> <!-- status: draft -->\n**User**: b\n',
    'user(a) <!id: x> <!status: draft> user(b)',
  );
  treeTest('never closed are text', '**User**: a\n<!-- b\n**Think**: c\n', 'user(a|<!-- b) think(c)');
  test('each with its exact range, those in blocks too', () => {
    const text = '<!-- a -->\n**User**: b <!-- c -->\n\n  <!--d-->  \n**Think**: e\n';
    const { comments } = parseShots(text);
    expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(['<!-- a -->', '<!-- c -->', '<!--d-->']);
    expect(comments.map(({ inner }) => text.slice(inner.start, inner.end))).toEqual([' a ', ' c ', 'd']);
  });
});

describe('plan items', () => {
  treeTest(
    'step lines after a plan label',
    '**User**: a\n**Plan**:\n**Step 1**: b\n**Step 2**: c\n**Step 1**: d\n**Step 2**: e\n**Answer**: f\n',
    'user(a) plan(**Step 1**: b|**Step 2**: c) step(d) step(e) answer(f)',
  );
  treeTest(
    'a list is the plan already',
    '**User**: a\n**Plan**:\n1. b\n2. c\n\n**Step 1**: d\n**Step 2**: e\n',
    'user(a) plan(1. b|2. c) step(d) step(e)',
  );
  treeTest(
    'another label ends them',
    '用户：a\n计划：\n步骤1：b\n步骤2：c\n思考：d\n步骤3：e\n',
    'user(a) plan(步骤1：b|步骤2：c) think(d) step(e)',
  );
});

describe('text of no block', () => {
  treeTest('after a separator', '**User**: a\n\n---\n\n# Notes\n\nb\n', 'user(a) --shots #Notes preamble(b)');
  treeTest(
    'below a shot’s heading',
    '# One\n**User**: a\n# Two\nb\n**User**: c\n',
    '#One* user(a) #Two* outside(b) user(c)',
  );
  treeTest('an empty document', '', '');
  treeTest('white space', ' \n\t\n', '');
});

describe('problems', () => {
  const rules = (text: string) =>
    parseShots(text).problems.map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`);
  test('a merge conflict, once', () => {
    const text = '**User**: a\n<<<<<<< HEAD\n**Think**: b\n=======\n**Think**: c\n>>>>>>> main\n';
    expect(rules(text)).toEqual([`merge-conflict ${text.slice(12, -1)}`]);
  });
  test('an edit of a coding agent is none', () => {
    expect(rules('a\n<<<<<<< SEARCH\nb\n=======\nc\n>>>>>>> REPLACE\n')).toEqual([]);
  });
  test('markers that were left over', () => {
    expect(rules('a\n>>>>>>> main\n')).toEqual(['merge-conflict >>>>>>> main']);
    expect(rules('a\n<<<<<<< HEAD\nb\n')).toEqual(['merge-conflict <<<<<<< HEAD']);
  });
  test.each(['=======\n', '<<<<<<<<\n', '<<<<<< a\n', ' <<<<<<< a\n', '>>>>>>>a\n'])('%j is none', (text) => {
    expect(rules(text)).toEqual([]);
  });
  test('lost characters', () => {
    expect(rules('**User**: \ufffd\ufffd印\n\ufffd')).toEqual(['encoding \ufffd\ufffd']);
  });
  test('UTF-8 read as GB18030', () => {
    expect(rules('锟斤拷')).toEqual(['encoding 锟斤拷']);
    expect(rules('鐢ㄦ埛锛氫綘濂斤紝璇烽棶銆傚ソ銆�')).toEqual(['encoding \ufffd', 'encoding 銆']);
  });
  test('UTF-8 read as Latin-1', () => {
    expect(rules('**User**: donâ€™t')).toEqual(['encoding â€™']);
  });
  test('ordinary text has none', () => {
    expect(rules('**User**: 打印机卡纸了，帮我报修。“好” ‘的’ ……é ü\n')).toEqual([]);
  });
});
