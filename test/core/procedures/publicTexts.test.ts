import { describe, expect, it } from 'vitest';
import { createLanguageService, parseProcedure } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const uri = (name: string) => memoryUri(name);

/** Findings of a procedure, and what all fixes make of it. */
async function lint(text: string) {
  const service = createLanguageService(memoryHost({ 'a.sop.md': text }), { language: 'en' });
  const result = await service.lint(uri('a.sop.md'));
  const fixed = await service.fixAll(uri('a.sop.md'));
  return { rules: result?.diagnostics.map(({ rule }) => rule) ?? [], fixed: fixed.text };
}

function flowOf(text: string) {
  const { flow, steps } = parseProcedure('file:///a.sop.md', text);
  return {
    steps: steps.map(({ number }) => number),
    actions: flow.nodes.filter(({ kind }) => kind === 'step').map((node) => node.text),
    edges: flow.edges.map(
      ({ from, to, kind, condition }) => `${from} ${kind} ${to}${condition ? `: ${condition}` : ''}`,
    ),
  };
}

describe('procedures as the public writes them', () => {
  it('a fix writes a marker it can spell, and none else', async () => {
    expect((await lint('一、登记\n二、核对\n四、归档\n')).fixed).toBe('一、登记\n二、核对\n三、归档\n');
  });

  it('lists that start again, and references, keep their numbers', async () => {
    const text = '## 收件\n1. 登记\n2. 核对\n\n## 寄件\n1. 称重\n3. 按第3项收费\n';
    expect((await lint(text)).fixed).toBe(text);
  });

  it('the same number on every line counts, without a finding', async () => {
    const text = '1. Weigh the parcel.\n1. Print the label.\n1. Hand it to the driver.\n';
    expect(await lint(text)).toEqual({ rules: [], fixed: text });
    expect(flowOf(text).steps).toEqual(['1', '2', '3']);
  });

  it('sections on purpose, scope and terms are no steps, and no shot has to cover them', async () => {
    const sop =
      '1. Purpose\nParcels are handled alike.\n2. Scope\nAll branches.\n3. Definitions\n3.1 Parcel: a box\n4. Procedure\n4.1 Weigh the parcel.\n4.2 Print the label.\n';
    expect(flowOf(sop).actions).toEqual(['Weigh the parcel', 'Print the label']);
    const shots =
      '---\nsop: ./a.sop.md\n---\n\n**User**: Send this.\n\n<!-- step 4.1 -->\n**Think**: Weigh it.\n**Action**: Weigh the parcel.\n**Observation**: 2 kg\n\n<!-- step 4.2 -->\n**Think**: Print it.\n**Action**: Print the label.\n**Observation**: Done.\n';
    const service = createLanguageService(memoryHost({ 'a.sop.md': sop, 'a.shots.md': shots }), { language: 'en' });
    const rules = (await service.lint(uri('a.shots.md')))?.diagnostics.map(({ rule }) => rule) ?? [];
    expect(rules).not.toContain('step-uncovered');
  });

  it.each([
    ['announced bullets', 'To send it, follow these steps:\n\n- Weigh the parcel.\n- Print the label.\n'],
    ['⑴', '⑴ Weigh the parcel.\n⑵ Print the label.\n'],
    ['1•', '1• Weigh the parcel.\n2• Print the label.\n'],
    ['one line of a PDF', '1. Weigh the parcel. 2. Print the label.\n'],
  ])('%s are steps', (_name, text) => {
    expect(flowOf(text).actions).toEqual(['Weigh the parcel', 'Print the label']);
  });

  it('articles are steps', () =>
    expect(flowOf('第一条 称重。\n第二条 打印面单。\n').actions).toEqual(['称重', '打印面单']));

  it.each([
    ['1.2 without 1', '1.2 Weigh the parcel.\n1.3 Print the label.\n2.2 Call the driver.\n', ['1.2', '1.3', '2.2']],
    ['Step 1.x', 'Step 1.1: Weigh it.\nStep 1.2: Print it.\n', ['1.1', '1.2']],
    ['Step 1.0', '## Step 1.0: Weigh it\n## Step 1.1: Print it\n', ['1.0', '1.1']],
  ])('%s is read', (_name, text, numbers) => expect(flowOf(text).steps).toEqual(numbers));

  it('a condition keeps its signs and decimals', () => {
    expect(flowOf('1. If the score > 0.7, accept the claim.\n2. Close it.\n').edges).toContain(
      'START true 1: the score > 0.7',
    );
    expect(flowOf('1. 若误差<0.5，直接放行；若误差>0.5，重新称重。\n').edges.join()).toMatch(/误差<0\.5.*误差>0\.5/);
  });

  it('a question is no condition, and 如订单…, 如发现… are', () => {
    expect(flowOf('1. Check if the parcel is sealed.\n2. Is it heavy?\n3. Send it.\n').edges).toEqual([
      'START next 1',
      '1 next 2',
      '2 next 3',
      '3 end END',
    ]);
    const { edges } = flowOf('1、核对。\n2、如订单已取消，通知客户。\n3、如发现破损，拍照。\n4、发货。\n');
    expect(edges.join('\n')).toMatch(/true 2: 订单已取消[\s\S]*true 3: 发现破损/);
  });

  it('one of two exclusive sides holds, and a refusal ends', () => {
    const { edges } = flowOf('1、审核申请。审核不通过，告知申请人并结束；审核通过，进入下一步。\n2、发放。\n');
    expect(edges).toContain('1 case 1a: 审核不通过');
    expect(edges).toContain('1a end END');
    expect(edges.filter((edge) => edge.startsWith('1a ') && edge.includes(' 2'))).toEqual([]);
  });

  it('the note after the last step is no condition of it', () => {
    expect(flowOf('1. Weigh it.\n2. Send it.\n\nNote: if in doubt, ask the team.\n').edges).toEqual([
      'START next 1',
      '1 next 2',
      '2 end END',
    ]);
  });
});

it('both sides of a step before lead to a step that asks for one of them again', () => {
  const { edges } = flowOf(
    '1. If the parcel is open, refuse it; otherwise weigh it.\n2. If the parcel is not open, print a label; if it is heavy, call the driver.\n3. Send it.\n',
  );
  expect(edges.filter((edge) => edge.endsWith(' 2') || edge.includes(' 2: '))).not.toEqual([]);
});
