import { describe, expect, it } from 'vitest';
import { parseProcedure } from '../../../src/core/index.ts';
import { findRequirements, getScenarios, getToolScenarios, planCoverage } from '../../../src/generation/index.ts';
import { toolOf } from '../tools.ts';

const repair = `# 打印机报修
1. 用 \`SearchSolution\` 查询故障库。
2. 如果故障库的办法有效，直接告诉客户。
3. 如果需要上门，用 \`SearchAvailableTime\` 查工程师的空闲时间。
3.1. 与客户确认时间。
4. 回访客户。
`;
const tools = ['SearchSolution', 'SearchAvailableTime', 'unrelated'];

describe('the plan of a procedure', () => {
  const procedure = parseProcedure('file:///w/repair.sop.md', repair);
  const plan = planCoverage(
    getScenarios(
      procedure,
      tools.map((name) => toolOf(name)),
    ),
  );

  it('covers every step, branch, condition both ways, tool, and tool that fails', () => {
    expect(plan.missing(plan.full)).toEqual([]);
    const kinds = plan.goals.map((goal) => goal.kind);
    expect(new Set(kinds)).toEqual(new Set(['step', 'condition', 'branch', 'tool', 'failure']));
    expect(kinds.filter((kind) => kind === 'condition')).toHaveLength(4);
  });

  it('leaves out steps whose condition does not hold, and what belongs to them', () => {
    const walks = Array.from({ length: plan.full }, (_, at) =>
      plan
        .at(at)
        .steps.map(({ number }) => number)
        .join(' '),
    );
    expect(walks).toContain('1 4');
    expect(walks).toContain('1 2 3 3.1 4');
  });

  it('begins with what shows most', () => {
    expect(plan.missing(1).length).toBeLessThan(plan.missing(0).length / 2);
    for (let count = 1; count <= plan.full; count++) {
      expect(plan.missing(count).length).toBeLessThan(plan.missing(count - 1).length);
    }
  });

  it('comes round again, varied', () => {
    expect(plan.at(plan.full)).toMatchObject({ index: plan.full, variation: 1, steps: plan.at(0).steps });
    expect(plan.at(1_000_000).variation).toBe(Math.floor(1_000_000 / plan.full));
  });
});

it('takes the opposite way where the procedure says "otherwise"', () => {
  const text = '1. 如果电话已解决，关闭工单。\n2. 否则提交工单。\n3. 回访。\n';
  const plan = planCoverage(getScenarios(parseProcedure('file:///w/a.sop.md', text), []));
  const walks = [plan.at(0), plan.at(1)].map(({ steps }) => steps.map(({ number }) => number).join(''));
  // Closing the ticket ends the procedure.
  expect(walks.toSorted()).toEqual(['1', '23']);
});

it('takes a step that ends in its condition only where that holds', () => {
  const text = '1. Ask for the model.\n2. Close the ticket unless the customer objects.\n';
  const plan = planCoverage(getScenarios(parseProcedure('file:///w/a.sop.md', text), []));
  expect([plan.at(0), plan.at(1)].map(({ steps }) => steps.length).toSorted()).toEqual([1, 2]);
});

it('plans tools of their own: plain, optional, edges, and no call at all', () => {
  const parameters = { type: 'object', properties: { x: { type: 'integer', minimum: 1 }, y: {} }, required: ['x'] };
  const plan = planCoverage(getToolScenarios([toolOf('a', { parameters }), toolOf('b', {})]));
  expect(plan.full).toBe(5);
  expect(plan.goals.map(({ kind }) => kind)).toContain('no-call');
});

it('plans nothing without scenarios, and does not stumble over it', () => {
  const plan = planCoverage([]);
  expect([plan.full, plan.at(3).index, plan.goals]).toEqual([0, 3, []]);
});

describe('requirements in the text', () => {
  it.each([
    ['请生成5个示例，用 ReAct 格式。', { count: 5, style: 'react' }],
    ['写三个函数调用的例子', { count: 3, style: 'function-calling' }],
    ['需要给出两条英文示例，用英文书写', { count: 2, language: 'en' }],
    ['Generate 12 few-shot examples in the Plan-and-Solve format.', { count: 12, style: 'plan-and-solve' }],
    ['Please write two short examples in Chinese.', { count: 2, language: 'zh-CN' }],
    ['1. 询问客户 3 个问题\n2. 提交 2 份材料', {}],
    ['The customer may send 3 photos. React to complaints within a day.', {}],
    ['', {}],
  ])('%s', (text, expected) => {
    const { count, style, language } = findRequirements(text);
    const found = { count: count?.value, style: style?.value, language: language?.value };
    expect(Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))).toEqual(expected);
  });

  it('are shown with the words that ask', () => {
    expect(findRequirements('流程如下。请生成5个示例。').count?.words).toBe('生成5个示例');
  });
});
