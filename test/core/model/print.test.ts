import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type PrintStyle,
  printLabel,
  printShots,
  type RoundDraft,
  type ShotDraft,
  toDraft,
} from '../../../src/core/index.ts';
import { runs } from '../../support/properties.ts';
import { documentOf } from '../parser/outline.ts';

const styles: readonly PrintStyle[] = [
  {},
  { language: 'zh-CN' },
  { decoration: 'bold', boldSpan: 'word-and-colon', colon: '：' },
  { decoration: 'plain', roundSeparator: 'none' },
  { decoration: 'plain', language: 'zh-CN', roundSeparator: '---' },
  {
    decoration: 'plain',
    colon: ':',
    spaceAfterColon: false,
    roundSeparator: 'none',
    words: { user: 'Question', think: 'Thought' },
  },
  { decoration: 'list', roundSeparator: '***' },
  { decoration: 'list', boldSpan: 'word' },
  { decoration: 'quote' },
  { decoration: 'quote', boldSpan: 'word', language: 'zh-CN', roundSeparator: '---' },
  { decoration: 'tag', roundSeparator: 'none' },
  { decoration: 'tag', words: { user: 'Question', answer: 'Final Answer' } },
  { words: { step: '第一步' }, language: 'zh-CN' },
];

describe('a shot', () => {
  const shot: ShotDraft = {
    id: 's-1',
    status: { state: 'approved', by: '王芳' },
    request: '打印机卡纸了',
    rounds: [
      { step: '1', think: '先查。', actions: [{ text: 'f(a = 1)' }], observations: ['好'] },
      { think: '回复。', actions: [{ text: '回复用户\n问题：见下' }], observations: [] },
    ],
  };
  const cases: readonly (readonly [string, PrintStyle, string])[] = [
    [
      'in bold',
      {},
      '<!-- id: s-1 -->\n<!-- status: approved by 王芳 -->\n**User**: 打印机卡纸了\n\n<!-- step 1 -->\n**Think**: 先查。\n**Action**: f(a = 1)\n**Observation**: 好\n\n**Think**: 回复。\n**Action**: 回复用户\n\\问题：见下\n',
    ],
    [
      'plain, in Chinese, with separators',
      { decoration: 'plain', language: 'zh-CN', roundSeparator: '---' },
      '<!-- id: s-1 -->\n<!-- status: approved by 王芳 -->\n用户：打印机卡纸了\n\n<!-- step 1 -->\n思考：先查。\n行动：f(a = 1)\n观察：好\n\n---\n\n思考：回复。\n行动：回复用户\n\\问题：见下\n',
    ],
    [
      'in tags',
      { decoration: 'tag', roundSeparator: 'none' },
      '<!-- id: s-1 -->\n<!-- status: approved by 王芳 -->\n<User>打印机卡纸了</User>\n<!-- step 1 -->\n<Think>先查。</Think>\n<Action>f(a = 1)</Action>\n<Observation>好</Observation>\n<Think>回复。</Think>\n<Action>\n回复用户\n\\问题：见下\n</Action>\n',
    ],
  ];
  test.each(cases)('%s', (_, style, printed) => expect(printShots([shot], style)).toBe(printed));

  test('in function calling', () => {
    const draft: ShotDraft = {
      style: 'function-calling',
      request: '周三谁有空？',
      apiSchema: '略',
      rounds: [{ actions: [{ text: 'f(day = "周三")' }], observations: ['{}'] }],
    };
    expect(printShots([draft])).toBe(
      '**User request**: 周三谁有空？\n**API schema**: 略\n**API request**: f(day = "周三")\n**API response**: {}\n',
    );
  });

  test('with a plan and steps', () => {
    const draft: ShotDraft = {
      style: 'plan-and-solve',
      request: 'a',
      plan: '1. b\n2. c',
      rounds: [{ stepText: 'b', actions: [], observations: [] }],
      answer: 'd',
    };
    expect(printShots([draft])).toBe('**User**: a\n**Plan**:\n1. b\n2. c\n\n**Step 1**: b\n**Answer**: d\n');
  });

  test('words of the project are escaped, too', () => {
    const draft: ShotDraft = { request: 'a\n工单：b', rounds: [{ think: 'c', actions: [], observations: [] }] };
    expect(printShots([draft], { labels: { action: ['工单'] }, roundSeparator: 'none' })).toBe(
      '**User**: a\n\\工单：b\n**Think**: c\n',
    );
    expect(printShots([draft], { roundSeparator: 'none' })).toBe('**User**: a\n工单：b\n**Think**: c\n');
  });

  test('labels alone', () => {
    expect(printLabel('think')).toBe('**Think**:');
    expect(printLabel('step', { language: 'zh-CN' }, 2)).toBe('**步骤2**：');
    expect(printLabel('actionInput', { decoration: 'list', colon: ':' })).toBe('- Action Input:');
    expect(printLabel('answer', { decoration: 'tag' })).toBe('<Answer>');
  });
});

const line = fc.oneof(
  fc.constantFrom(
    ...[
      '好的',
      '**Think**: x',
      '**User**：',
      'Thought 1: y',
      'Thought 1 z',
      'Action:',
      '问题：充电桩',
      '回复：',
      '步骤1：a',
      '第一步：b',
    ],
    ...[
      '---',
      '***',
      '# T',
      '##示例 1',
      '```',
      '```json',
      '{"a": 1}',
      '~~~~',
      '> a',
      '> Think: b',
      '>',
      '> ---',
      '',
      '  ',
      '- Action: c',
    ],
    ...[
      '<!-- id: x -->',
      '<!--',
      '-->',
      '</Think>',
      '</User>x',
      '<Action>',
      '<Think>a</Think>',
      '[a]',
      '<b>',
      '{x}',
      '……',
      '…',
    ],
    ...[
      '\\Think: a',
      '\\\\---',
      '\\',
      '\\>',
      '\\[a]',
      '\\<!-- a -->',
      '\\</User>',
      'a\\',
      '1. a',
      '30 分',
      '<<<<<<< a',
      '\tindented',
      '\u3000\u200b',
    ],
  ),
  fc.string({ maxLength: 6 }),
);
const text = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const round: fc.Arbitrary<RoundDraft> = fc.record({
  step: option(fc.constantFrom('1', '2.1')),
  think: text,
  actions: fc.array(fc.record({ text, input: option(text) }), { minLength: 1, maxLength: 2 }),
  observations: fc.array(text, { maxLength: 2 }),
});
const reactDraft: fc.Arbitrary<ShotDraft> = fc.record({
  id: option(fc.constantFrom('s-1', 's-2')),
  status: option(
    fc.constantFrom({ state: 'draft', by: undefined } as const, { state: 'approved', by: '王 芳' } as const),
  ),
  heading: option(fc.constantFrom('示例', 'Example 1')),
  request: text,
  rounds: fc.array(round, { minLength: 1, maxLength: 3 }),
  answer: option(text),
});

/** Texts as reading gives them back: line breaks of one kind, no white space around. */
function trimmed(written: string): string {
  return written
    .replace(/\r\n?/g, '\n')
    .replace(/^[ \t\n\u3000\u00a0\u200b\ufeff]+/, '')
    .replace(/[ \t\n\u3000\u00a0\u200b\ufeff]+$/, '');
}

function normal(draft: ShotDraft): ShotDraft {
  return JSON.parse(JSON.stringify(draft), (_, value) =>
    typeof value === 'string' ? trimmed(value) : value,
  ) as ShotDraft;
}

describe('what is printed', () => {
  test.each(styles)('reads as the same drafts: %j', (style) => {
    fc.assert(
      fc.property(fc.array(reactDraft, { minLength: 1, maxLength: 2 }), (drafts) => {
        const document = documentOf(printShots(drafts, style));
        const read = document.shots.map((shot) => normal({ ...toDraft(document.tree, shot), style: undefined }));
        expect(read).toEqual(drafts.map(normal).map((draft) => withoutUndefined(draft)));
      }),
      { numRuns: Math.ceil(runs / 8) },
    );
  });

  test('reads as the same function-calling drafts', () => {
    const draft: fc.Arbitrary<ShotDraft> = fc.record({
      style: fc.constant('function-calling' as const),
      request: text,
      apiSchema: option(text),
      rounds: fc
        .record({
          actions: fc.array(fc.record({ text }), { minLength: 1, maxLength: 2 }),
          observations: fc.array(text, { maxLength: 1 }),
        })
        .map((only) => [only]),
    });
    fc.assert(
      fc.property(draft, fc.constantFrom(...styles), (written, style) => {
        const document = documentOf(printShots([written], style));
        expect(document.shots.map((shot) => normal(toDraft(document.tree, shot)))).toEqual([normal(written)]);
      }),
      { numRuns: runs },
    );
  });

  test('reads as the same plan-and-solve drafts', () => {
    const draft: fc.Arbitrary<ShotDraft> = fc.record({
      style: fc.constant('plan-and-solve' as const),
      request: text,
      plan: fc.constantFrom('1. a\n2. b', '先查', '一、a'),
      rounds: fc.array(
        fc.record({
          stepText: text,
          stepNumber: fc.integer({ min: 1, max: 40 }),
          actions: fc.constant([]),
          observations: fc.array(text, { maxLength: 1 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      answer: option(text),
    });
    fc.assert(
      fc.property(draft, fc.constantFrom(...styles), (written, style) => {
        const document = documentOf(printShots([written], style));
        expect(document.shots.map((shot) => normal(toDraft(document.tree, shot)))).toEqual([normal(written)]);
      }),
      { numRuns: runs },
    );
  });
});

function withoutUndefined(draft: ShotDraft): ShotDraft {
  return JSON.parse(JSON.stringify(draft)) as ShotDraft;
}

describe('a chat', () => {
  test.each([
    'User: a\nAssistant: b\nUser: c\nAssistant: f(a = 1)\nTool Result: d\nAssistant: e\n',
    'User: a\nAssistant: b\n\n---\n\nUser: c\nAssistant: d\nUser: e\nAssistant: g\n',
    '用户：a\n客服：b\n用户：c\n客服：d\n',
  ])('is printed as it is written: %j', (text) => {
    const document = documentOf(text);
    const drafts = document.shots.map((shot) => toDraft(document.tree, shot));
    expect(printShots(drafts, document.detectedStyle)).toBe(text);
  });

  test('has the words of a chat where the document has none', () => {
    const turns = [
      { role: 'assistant', text: 'f(a = 1)' },
      { role: 'observation', text: 'b' },
      { role: 'userTurn', text: 'c' },
    ] as const;
    const draft = { style: 'chat', request: 'a', rounds: [], turns } as const;
    const text = printShots([draft], { decoration: 'plain' });
    expect(text).toBe('User: a\nAssistant: f(a = 1)\nTool Result: b\nUser: c\n');
  });
});
