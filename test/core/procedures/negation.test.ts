import { describe, expect, test } from 'vitest';
import { describeSide, flowMermaid, parseProcedure, renderMessage, sidesOf } from '../../../src/core/index.ts';

const procedureOf = (text: string) => parseProcedure('file:///w/a.sop.md', text);

/** What the negative sides of a procedure are called. */
function sides(text: string, language: 'en' | 'zh-CN'): readonly string[] {
  return sidesOf(procedureOf(text))
    .filter(({ kind }) => kind === 'false')
    .map((side) => renderMessage(describeSide(side), language));
}

describe('a condition that does not hold', () => {
  test.each([
    ['the lid is open', 'if the lid is not open'],
    ['the lid is not open', 'if the lid is open'],
    ["the lid isn't open", 'if the lid is open'],
    ['no seat is left', 'if any seat is left'],
    ['the driver cannot be reached', 'if the driver can be reached'],
    ['the tenant still pays', 'unless the tenant still pays'],
    ['the tenant does not pay', 'unless the tenant does not pay'],
    ['the lid is open and the light is off', 'unless the lid is open and the light is off'],
  ])('%s: %s', (condition, expected) => {
    expect(sides(`1. Look at it.\n2. If ${condition}, write it down.\n3. Leave.\n`, 'en')).toEqual([expected]);
  });

  test.each([
    ['有划痕', '如果没有划痕'],
    ['无停车位', '如果有停车位'],
    ['抽检不合格', '如果抽检合格'],
    ['初审通过', '如果初审未通过'],
    ['住户同意', '如果住户不同意'],
    ['水温超过60度', '如果水温未超过60度'],
    ['水温低于20度', '如果水温不低于20度'],
    ['孩子发烧', '除非孩子发烧'],
    ['没有收据且金额超过500元', '除非没有收据且金额超过500元'],
  ])('%s: %s', (condition, expected) => {
    expect(sides(`1. 查看。\n2. 如果${condition}，填写记录。\n3. 离开。\n`, 'zh-CN')).toEqual([expected]);
  });

  test.each([
    [
      '1. Look at it.\n2. If the tenant still pays, write it down.\n3. Leave.\n',
      'zh-CN',
      '除非“the tenant still pays”',
    ],
    ['1. Look at it.\n2. If the lid is open, write it down.\n3. Leave.\n', 'zh-CN', '如果“the lid is not open”'],
    ['1. 查看。\n2. 如果孩子发烧，填写记录。\n3. 离开。\n', 'en', 'unless “孩子发烧”'],
    ['1. 查看。\n2. 如果有划痕，填写记录。\n3. 离开。\n', 'en', 'if “没有划痕”'],
  ] as const)('in another language is quoted: %j in %s', (text, language, expected) => {
    expect(sides(text, language)).toEqual([expected]);
  });

  test('a drawing quotes a condition in another language', () => {
    const text = '1. Knock; repeat until the door is open.\n2. Enter.\n';
    expect(flowMermaid(procedureOf(text), 'zh-CN')).toContain('直到“the door is open”');
    const chinese = '1. 敲门，重复直到门打开。\n2. 进入。\n';
    expect(flowMermaid(procedureOf(chinese), 'en')).toContain('until “门打开”');
  });

  test('a drawing says otherwise beside the side that is named, and until at a loop', () => {
    const text =
      '1. Knock; repeat at most three times until the door is open.\n2. If it is locked, fetch the key.\n3. Enter.\n';
    const drawn = flowMermaid(procedureOf(text), 'en');
    expect(drawn).toContain('|"until the door is open (at most 3)"|');
    expect(drawn).toContain('|"it is locked"|');
    expect(drawn).toContain('|"otherwise"|');
    expect(drawn).not.toContain('not:');
  });
});
