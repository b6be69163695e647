import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Language, WritableStyle } from '../../../src/core/index.ts';
import { corpusFolder } from '../../support/corpus.ts';
import { repairSop, repairSopChinese, repairTools } from '../run/samples.ts';
import { createTestContext, runAll } from '../run/testContext.ts';

const styles: readonly WritableStyle[] = ['react', 'plan-and-solve', 'function-calling'];
const languages: readonly Language[] = ['en', 'zh-CN'];
const cases = styles.flatMap((style) => languages.map((language) => ({ style, language })));

const procedures = {
  repair: repairSop,
  维修: repairSopChinese,
  'no title': '1. Ask what is wrong.\n2. Say goodbye.\n',
  'nested steps': '# 工单\n一、受理\n（1）核对身份\n（2）若身份不符，结束；否则登记\n二、回访\n',
  'odd words':
    '# [x] **Bold** <y>\n1. Call `SearchSolution(Error)` … and {wait}\n2. 问题：查询 --- 结果\n3. # not a heading\n',
  'ending with a condition': '第一步，询问故障。\n第二步，提交工单，如果客户同意。\n第三步，结束。\n',
};

describe('the scaffold', () => {
  it.each(cases.flatMap((each) => Object.entries(procedures).map(([name, sop]) => ({ ...each, name, sop }))))(
    '$name, $style, $language: complete shots without findings',
    async ({ style, language, sop }) => {
      const context = await createTestContext({ tools: repairTools, sop, language });
      const { shots, summary } = await runAll({ ...context.task, style, language }, { seed: 3 }, context.services);
      expect(shots.length).toBeGreaterThan(0);
      expect(summary).toMatchObject({ outcome: expect.stringMatching(/complete/), requests: 0 });
      const { diagnostics, shots: found, drafts } = await context.lintWith(shots);
      // The comments of drafts are reported as such, and nothing else.
      const others = diagnostics.filter(({ rule }) => rule !== 'draft-mark');
      expect(others.map(({ rule, message }) => [rule, message])).toEqual([]);
      expect([found, drafts]).toEqual([shots.length, shots.length]);
    },
  );

  it('covers the branches of the procedure', async () => {
    const context = await createTestContext({ tools: repairTools, sop: repairSop });
    const { shots, events } = await runAll(context.task, {}, context.services);
    expect(events[0]).toMatchObject({ plan: { missing: [] } });
    const booked = shots.filter(({ text }) => text.includes('BookVisit('));
    expect(booked.length).toBeGreaterThan(0);
    expect(booked.length).toBeLessThan(shots.length);
  });

  it.each(cases)('writes as many as are asked for: $style, $language', async ({ style, language }) => {
    const sop = language === 'en' ? repairSop : repairSopChinese;
    const context = await createTestContext({ tools: repairTools, sop, language });
    const { shots, summary } = await runAll({ ...context.task, style, language, count: 20 }, {}, context.services);
    expect([shots.length, summary?.outcome]).toEqual([20, 'complete']);
    const { diagnostics } = await context.lintWith(shots);
    expect(diagnostics.filter(({ rule }) => rule !== 'draft-mark')).toEqual([]);
  });

  it('speaks the language of the tools where there is nothing else to go by', async () => {
    const tools = [{ name: 'find', description: '查询订单的物流信息', parameters: { type: 'object' } }];
    const context = await createTestContext({ tools });
    const { documentLanguage: _, ...task } = context.task;
    expect((await runAll(task, {}, context.services)).events[0]).toMatchObject({ plan: { language: 'zh-CN' } });
    const { shots } = await runAll({ ...task, language: 'en' }, {}, context.services);
    expect(shots.flatMap(({ findings }) => findings).filter(({ rule }) => rule !== 'draft-mark')).toEqual([]);
  });

  it('depends on its seed and on nothing else', async () => {
    const write = async (seed: number) => {
      const context = await createTestContext({ tools: repairTools, sop: repairSop });
      return (await runAll(context.task, { seed }, context.services)).shots.map(({ text }) => text).join('\n\n');
    };
    expect(await write(5)).toBe(await write(5));
    expect(await write(5)).not.toBe(await write(6));
  });

  it('marks what a person should still write', async () => {
    const context = await createTestContext({ tools: repairTools, sop: repairSopChinese, language: 'zh-CN' });
    const { shots } = await runAll(context.task, {}, context.services);
    for (const { text } of shots) expect(text).toContain('<!-- 待完善：换成客户自己的说法 -->');
  });

  it('takes free text with numbered steps for a procedure', async () => {
    const context = await createTestContext({ tools: repairTools });
    const text = '第一步，用 SearchSolution 查故障。\n第二步，告诉客户。';
    const { shots } = await runAll({ ...context.task, kind: 'rewrite', text, language: 'zh-CN' }, {}, context.services);
    expect(shots[0]?.text).toContain('SearchSolution(');
  });

  it('says how a tool fails only where a shot is about that', async () => {
    const context = await createTestContext({ tools: repairTools, sop: repairSop });
    const { shots } = await runAll(context.task, {}, context.services);
    for (const { plan, text } of shots) {
      expect(/Nothing was found|does not answer/.test(text)).toBe(plan.failing !== undefined);
    }
  });

  it('writes results as the tool describes them', async () => {
    const returns = {
      type: 'object',
      properties: { slots: { type: 'array', items: { type: 'string' } } },
      required: ['slots'],
    };
    const tools = {
      tools: [
        { name: 'free_slots', description: 'Free slots.', inputSchema: { type: 'object' }, outputSchema: returns },
      ],
    };
    const context = await createTestContext({ tools });
    const { shots } = await runAll({ ...context.task, style: 'react' }, {}, context.services);
    expect(shots[0]?.text).toMatch(/\*\*Observation\*\*: \{"slots":\[/);
  });
});

const folder = corpusFolder;
describe.runIf(folder !== undefined)('the scaffold for tools that others published', () => {
  const seen = new Set<string>();
  const lines = folder === undefined ? [] : readFileSync(join(folder, 'calls.jsonl'), 'utf8').trim().split('\n');
  for (const line of lines) {
    const { tools } = JSON.parse(line) as { tools: readonly unknown[] };
    if (tools.length > 0) seen.add(JSON.stringify(tools));
  }

  // Every third of 1,847, so that every source is among them.
  const sets = [...seen].filter((_, at) => at % 3 === 0);
  it('is tried on more than five hundred sets', () => expect(sets.length).toBeGreaterThan(500));

  const portions = Array.from({ length: Math.ceil(sets.length / 50) }, (_, at) => sets.slice(at * 50, (at + 1) * 50));

  it.each(portions.map((portion, at) => ({ from: at * 50, portion })))(
    'fifty sets from $from on, in every style: not a finding',
    async ({ portion }) => {
      const findings: unknown[] = [];
      for (const [at, tools] of portion.entries()) {
        const language = at % 2 === 0 ? 'en' : 'zh-CN';
        for (const style of styles) {
          const context = await createTestContext({ tools: JSON.parse(tools), language });
          const { shots } = await runAll({ ...context.task, style, language }, { seed: 7 }, context.services);
          const { diagnostics } = await context.lintWith(shots);
          const others = diagnostics.filter(({ rule }) => rule !== 'draft-mark');
          findings.push(...others.map(({ rule, message }) => [rule, message, tools.slice(0, 80)]));
          if (shots.length === 0) findings.push(['no shots', tools]);
        }
      }
      expect(findings).toEqual([]);
    },
  );
});
