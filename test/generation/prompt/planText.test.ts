import { expect, test } from 'vitest';
import { parseProcedure } from '../../../src/core/index.ts';
import { planCoverage } from '../../../src/generation/plan/coverage.ts';
import { getScenarios } from '../../../src/generation/plan/pathScenarios.ts';
import { toPlanText } from '../../../src/generation/prompt/planText.ts';

function planText(sop: string, language: 'en' | 'zh-CN' = 'en'): string {
  const plan = planCoverage(getScenarios(parseProcedure('file:///a.sop.md', sop), []));
  const plans = Array.from({ length: plan.full }, (_, index) => plan.at(index));
  return toPlanText(plans, language);
}

test('rules that hold at every step follow the list once', () => {
  const text = planText(
    '1. Ask for the ticket.\n2. If it is valid, open the gate.\n3. Say goodbye.\n\nNever name other guests.\n',
  );
  expect(text.split('Never name other guests').length).toBe(2);
  expect(text).toMatch(/Rules that every example keeps, at every step:\n- Never name other guests$/);
});

test('a rule within a step is said of the shots that take the step', () => {
  const text = planText(
    '1. Ask for the ticket.\n2. If it is lost, go to step 4.\n3. Open the gate. Do not touch the bag.\n4. Say goodbye.\n',
  );
  const [first = '', second = ''] = text.split('\n');
  expect([first, second].filter((line) => line.includes('keeps the rule: Do not touch the bag')).length).toBe(1);
  expect(text).not.toContain('every example');
});

test('Chinese rules are carried in Chinese', () => {
  const text = planText('1、核对票号。\n2、若无效，告知原因并结束。\n3、放行。\n\n不得泄露其他客人的信息。\n', 'zh-CN');
  expect(text).toContain('每个示例的每一步都遵守以下规则：\n- 不得泄露其他客人的信息');
});

test('a procedure without rules has none in its plan', () => {
  expect(planText('1. Ask for the ticket.\n2. Open the gate.\n')).not.toContain('ule');
});
