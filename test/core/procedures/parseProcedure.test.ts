import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProcedure } from '../../../src/core/index.ts';
import { runs } from '../../support/properties.ts';

/** The steps of a procedure in one line: `1 受理 | 1.1 确认`. */
function outline(text: string): string {
  return parseProcedure('file:///a.sop.md', text)
    .steps.map((step) => `${step.number} ${text.slice(step.content.start, step.content.end).replace(/\s+/g, ' ')}`)
    .join(' | ');
}

describe('markers of steps', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['1. 受理\n2. 查询\n', '1 受理 | 2 查询'],
    ['1、受理\n2、查询\n', '1 受理 | 2 查询'],
    ['1) a\n2) b\n', '1 a | 2 b'],
    ['1）受理\n2）查询\n', '1 受理 | 2 查询'],
    ['1．受理\n2．查询\n', '1 受理 | 2 查询'],
    ['（1）受理\n（2）查询\n', '1 受理 | 2 查询'],
    ['(1) a\n(2) b\n', '1 a | 2 b'],
    ['①受理\n② 查询\n', '1 受理 | 2 查询'],
    ['⑳ a\n㉑ b\n', '20 a | 21 b'],
    ['一、受理\n二、查询\n', '1 受理 | 2 查询'],
    ['（一）受理\n（二）查询\n', '1 受理 | 2 查询'],
    ['九、a\n十、b\n十一、c\n二十、d\n九十九、e\n', '9 a | 10 b | 11 c | 20 d | 99 e'],
    ['第一步，受理\n第二步：查询\n第三步 报修\n', '1 受理 | 2 查询 | 3 报修'],
    ['- 第一步，受理\n- 第二步，查询\n', '1 受理 | 2 查询'],
    ['步骤1：受理\n步骤 2：查询\n步骤三、报修\n', '1 受理 | 2 查询 | 3 报修'],
    ['Step 1: a\nStep 2. b\nSTEP 3) c\nStep 4 d\n', '1 a | 2 b | 3 c | 4 d'],
    ['1. a\n2. b\n2.1 c\n2.2 d\n3. e\n', '1 a | 2 b | 2.1 c | 2.2 d | 3 e'],
    ['1. a\n1.1. b\n1.1.1 c\n2. d\n', '1 a | 1.1 b | 1.1.1 c | 2 d'],
    ['**1. 受理**\n**2.** 查询\n', '1 受理** | 2 查询'],
    ['## 1. 受理\n## 2. 查询\n', '1 受理 | 2 查询'],
    ['### 第一步：受理\n### 第二步：查询\n', '1 受理 | 2 查询'],
    ['1. a\n2、b\n3) c\n', '1 a | 2 b | 3 c'],
  ];
  test.each(cases)('%j', (text, steps) => expect(outline(text)).toBe(steps));

  test.each([
    '1.5 元\n',
    '3:30 到\n',
    '2024-10-11\n',
    '- a\n',
    '一个人\n',
    '十分抱歉\n',
    'Stepping in\n',
    '12345. a\n',
    '1\n',
  ])('%j is none', (text) => expect(outline(text)).toBe(''));

  test('a figure below a step is none', () => expect(outline('1. a\n5.5 元\n')).toBe('1 a 5.5 元'));
  test('the marker’s range', () => {
    const text = '  第一步， 受理\n';
    const [step] = parseProcedure('', text).steps;
    expect(step && text.slice(step.marker.start, step.marker.end)).toBe('第一步，');
    expect(step).toMatchObject({ start: 2, end: 9, content: { start: 7, end: 9 } });
  });
});

describe('steps below steps', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['一、受理\n1. 问候\n2. 确认\n二、查询\n1. 查库\n', '1 受理 | 1.1 问候 | 1.2 确认 | 2 查询 | 2.1 查库'],
    ['1. 受理\n   （1）问候\n   （2）确认\n2. 查询\n', '1 受理 | 1.1 问候 | 1.2 确认 | 2 查询'],
    ['1. a\n   1. b\n   2. c\n2. d\n', '1 a | 1.1 b | 1.2 c | 2 d'],
    [
      '## 第一步：受理\n1. 问候\n① 称呼\n2. 确认\n## 第二步：查询\n',
      '1 受理 | 1.1 问候 | 1.1.1 称呼 | 1.2 确认 | 2 查询',
    ],
    ['1. a\n- b\n- c\n2. d\n', '1 a - b - c | 2 d'],
    ['# 场景一\n1. a\n2. b\n# 场景二\n1. c\n', '1 a | 2 b | 1 c'],
  ];
  test.each(cases)('%j', (text, steps) => expect(outline(text)).toBe(steps));
});

describe('what is around the steps', () => {
  test('lines before the first and after the last are none', () => {
    expect(outline('# 报修\n\n适用于所有门店。\n\n1. 受理\n2. 查询\n并记录。\n\n以上。\n')).toBe(
      '1 受理 | 2 查询 并记录。',
    );
  });
  test('paragraphs between steps belong to the step before', () => {
    expect(outline('1. 受理\n\n询问故障。\n\n2. 查询\n')).toBe('1 受理 询问故障。 | 2 查询');
  });
  test('an indented paragraph belongs to the last step', () => {
    expect(outline('1. 受理\n\n   询问故障。\n\n以上。\n')).toBe('1 受理 询问故障。');
  });
  test('a heading or a line ends a step', () => {
    expect(outline('1. a\n## 其他\nb\n2. c\n---\nd\n')).toBe('1 a | 2 c');
  });
  test('fences and comments hold none', () => {
    expect(outline('1. a\n```\n2. b\n```\n<!--\n3. c\n-->\n2. d\n')).toBe('1 a ``` 2. b ``` <!-- 3. c --> | 2 d');
  });
  test('no title is needed', () => expect(parseProcedure('', '1. a\n').title).toBeUndefined());
  test('the title is the first heading', () => {
    const text = '\ufeff# 报修流程 \n## 步骤\n1. a\n';
    const { title } = parseProcedure('', text);
    expect(title && text.slice(title.start, title.end)).toBe('报修流程');
  });
  test('Windows line ends', () => expect(outline('1. a\r\n2. b\r\n')).toBe('1 a | 2 b'));
});

describe('front matter', () => {
  const read = (yaml: string) => parseProcedure('', `---\n${yaml}\n---\n1. a\n`);
  test('id and tools', () => {
    const { id, tools, steps, problems } = read('id: repair\ntools: [a.json, {file: b.yaml, include: [x]}]');
    expect(id).toBe('repair');
    expect(tools.map(({ path, include }) => [path, include])).toEqual([
      ['a.json', []],
      ['b.yaml', ['x']],
    ]);
    expect([steps.length, problems.length]).toEqual([1, 0]);
  });
  test('a number is an id', () => expect(read('id: 7').id).toBe('7'));
  test('other keys are the author’s', () => expect(read('title: x').problems).toEqual([]));
  test('a problem is reported at its range', () => {
    const { problems } = read('id: [a]\ntools: 3');
    expect(problems.map(({ start, end }) => [start, end]).sort()).toEqual(
      [
        [19, 20],
        [8, 11],
      ].sort(),
    );
  });
  test('broken YAML', () => expect(read('id: "a').problems).toHaveLength(1));
  test('a line of dashes alone is none', () => expect(outline('---\n1. a\n---\n2. b\n')).toBe('1 a | 2 b'));
});

describe('what a step names', () => {
  const step = (text: string) => parseProcedure('', text).steps[0];
  const tools: readonly (readonly [string, readonly string[]])[] = [
    ['1. 用 `SearchSolution` 查询，再用 `提交工单`。', ['SearchSolution', '提交工单']],
    ['1. Call `submit_order(id)`.', ['submit_order']],
    ['1. 用 [SearchSolution](./support.tools.json) 查询', ['SearchSolution']],
    ['1. 用 [`getOrder`](a.yaml#/x) 查询', ['getOrder']],
    ['1. 见[退款政策](./policy.md)', []],
    ['1. ![图](a.json)', []],
    ['1. 输入 `a b` 和 `--flag`', []],
    ['1. 查询\n   用 `SearchSolution`', ['SearchSolution']],
  ];
  test.each(tools)('%j', (text, names) => {
    expect(step(text)?.tools.map((tool) => tool.name)).toEqual(names);
    for (const { name, range } of step(text)?.tools ?? []) expect(text.slice(range.start, range.end)).toBe(name);
  });

  const conditions: readonly (readonly [string, string | undefined])[] = [
    ['1. 如果需要上门，预约工程师。', '需要上门'],
    ['1. 预约工程师；如需加急，先确认。', '需加急'],
    ['1. 当用户不满意时，转人工。', '用户不满意'],
    ['1. 若超过保修期，报价', '超过保修期'],
    ['1. If a visit is needed, book one.', 'a visit is needed'],
    ['1. Book a visit if the user agrees.', 'the user agrees'],
    ['1. When it rains then wait', 'it rains'],
    ['1. 如图所示操作。', undefined],
    ['1. 例如退款', undefined],
    ['1. Verify the order.', undefined],
  ];
  test.each(conditions)('%j', (text, condition) => {
    const range = step(text)?.condition;
    expect(range && text.slice(range.start, range.end)).toBe(condition);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '1. ',
        '1、',
        '（2）',
        '①',
        '一、',
        '第一步，',
        '步骤1：',
        'Step 2: ',
        '2.1 ',
        '- ',
        '## ',
        '**',
        '```',
        '---',
        '如果',
        'If ',
      ],
      ...['`f`', '[f](a.json)', '，', '\n', '\n\n', '\r\n', '   ', '<!--', '-->', 'id: a', '十', '二', '\ufeff'],
    ),
    fc.string({ maxLength: 5 }),
  );
  test('is a procedure whose steps lie in order', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const step of parseProcedure('', text).steps) {
          expect(step.start).toBeGreaterThanOrEqual(end);
          expect(step.end).toBeGreaterThanOrEqual(step.content.end);
          expect(step.marker.end).toBeLessThanOrEqual(step.content.start);
          for (const range of [step.content, ...step.tools.map((tool) => tool.range), step.condition ?? step.content]) {
            expect(range.start >= step.start && range.end <= step.end && range.start <= range.end).toBe(true);
          }
          end = step.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: runs },
    );
  });

  const hostile: Readonly<Record<string, string>> = {
    'a long line': `1. ${'如'.repeat(500_000)}`,
    'many steps': '1. a\n'.repeat(50_000),
    'deeper and deeper': Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(2 * (depth % 200))}${depth}. a`).join(
      '\n',
    ),
    'comments that never end': '<!--\n'.repeat(50_000),
    backticks: '1. `a\n'.repeat(50_000),
    brackets: `1. ${'['.repeat(100_000)}`,
    'links that never end': `1. ${'[a]('.repeat(50_000)}`,
    'blank front matter': `---\n${'\n'.repeat(100_000)}`,
    dashes: `${'-'.repeat(200_000)}\n`,
  };
  test.each(Object.entries(hostile))('%s', (_, text) => {
    expect(parseProcedure('', text).text).toBe(text);
  });
});
