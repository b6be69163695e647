import { describe, expect, it } from 'vitest';
import { parseProcedure } from '../../../src/core/index.ts';
import { createRequestPlan, type Goal, type RequestPlan, type Task } from '../../../src/generation/index.ts';
import { scaffoldShot } from '../../../src/generation/scaffold/scaffold.ts';
import { toolOf } from '../tools.ts';

const procedure = parseProcedure(
  'file:///w/a.sop.md',
  '1. Ask for the card.\n2. If it is lost, block it; otherwise close the matter.\n3. Thank the caller.\n',
);
const tool = toolOf('Block', {
  parameters: {
    type: 'object',
    properties: {
      card: { type: 'string' },
      reason: { type: 'string', enum: ['lost', 'stolen', 'broken'] },
      where: { type: 'object', properties: { city: { type: 'string', enum: ['Bern', 'Rome'] } } },
      tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
    },
    required: ['card'],
  },
});

function planFor(goals: readonly Goal[], more: Partial<Task> = {}): RequestPlan {
  const plan = createRequestPlan({ kind: 'from-sop', procedure, tools: [tool], goals, ...more });
  if ('problem' in plan) throw new Error(plan.code);
  return plan;
}

describe('shots for what is missing', () => {
  it('take the side that was asked for', () => {
    const otherwise = procedure.flow.edges.find(({ kind }) => kind === 'false');
    const { from = '', to = '', condition = '' } = otherwise ?? {};
    const { coverage, count } = planFor([{ kind: 'branch', from, to, edge: 'false', text: condition }]);
    expect(count).toBe(1);
    expect(coverage.at(0).decisions).toEqual([{ step: '2', text: 'it is lost', holds: false }]);
  });

  it('need as few shots as reach everything that was asked for', () => {
    const { coverage } = planFor([
      { kind: 'step', step: '1' },
      { kind: 'step', step: '3' },
    ]);
    expect(coverage.full).toBe(1);
    expect(coverage.at(0).steps.map(({ number }) => number)).toContain('3');
  });

  it('show everything if nothing reaches what was asked for', () => {
    const all = planFor([]).coverage.full;
    expect(planFor([{ kind: 'step', step: '99' }]).coverage.full).toBe(all);
  });

  it.each([
    [['reason'], 'stolen', { reason: 'stolen' }],
    [['where', 'city'], 'Rome', { where: { city: 'Rome' } }],
    [['tags', '[]'], 'b', { tags: expect.arrayContaining(['b']) }],
  ])('give %s the value %s', (path, value, expected) => {
    const goal: Goal = { kind: 'argument', tool: 'Block', path, value };
    const { coverage } = planFor([goal], { kind: 'for-tool', procedure: undefined, tool: 'Block' });
    expect(coverage.full).toBe(1);
    const source = { style: 'function-calling', language: 'en', seed: 1, title: '', tools: [tool] } as const;
    const calls = scaffoldShot(coverage.at(0), source).rounds.flatMap((round) => round.calls);
    expect(calls[0]?.arguments).toMatchObject(expected);
  });

  it('give an optional parameter', () => {
    const goal: Goal = { kind: 'argument', tool: 'Block', path: ['reason'] };
    const { coverage } = planFor([goal], { kind: 'for-tool', procedure: undefined, tool: 'Block' });
    const source = { style: 'function-calling', language: 'en', seed: 1, title: '', tools: [tool] } as const;
    const calls = scaffoldShot(coverage.at(0), source).rounds.flatMap((round) => round.calls);
    expect(calls[0]?.arguments).toHaveProperty('reason');
  });

  it('leave out a value that the schema does not allow', () => {
    const goal: Goal = { kind: 'argument', tool: 'Block', path: ['reason'], value: 'eaten' };
    const { coverage } = planFor([goal], { kind: 'for-tool', procedure: undefined, tool: 'Block' });
    const source = { style: 'function-calling', language: 'en', seed: 1, title: '', tools: [tool] } as const;
    const calls = scaffoldShot(coverage.at(0), source).rounds.flatMap((round) => round.calls);
    expect(calls[0]?.arguments).not.toMatchObject({ reason: 'eaten' });
  });
});
