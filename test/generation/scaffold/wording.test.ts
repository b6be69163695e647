import { describe, expect, test } from 'vitest';
import { type JsonValue, parseProcedure } from '../../../src/core/index.ts';
import { getScenarios } from '../../../src/generation/plan/pathScenarios.ts';
import { statementOf, withAgreement } from '../../../src/generation/scaffold/outcomes.ts';
import { matterOf } from '../../../src/generation/scaffold/requestWords.ts';

const scenariosOf = (text: string, tools: readonly string[]) =>
  getScenarios(parseProcedure('file:///a.sop.md', text), tools);

describe('what turns out', () => {
  test.each([
    ['the parcel has been here before', 'The parcel has not been here before'],
    ['it still fails', 'It no longer fails'],
    ['the line is still dead', 'The line is no longer dead'],
    ['somebody was hurt', 'Nobody was hurt'],
    ['a seat is broken', 'No seat is broken'],
    ['the guest misses something', 'The guest does not miss anything'],
    ['仍未修好', '已修好'],
    ['there is no invoice', 'There is an invoice'],
    ['印章一致', '印章不一致'],
    ['电话打不通', '电话打通了'],
    ['逾期未还书', '已按期还书'],
    ['核验失败', '核验成功'],
    ['仍失败', '成功'],
    ['发热', '没有发热'],
  ])('the opposite of "%s" is "%s"', (text, opposite) => {
    const language = /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
    expect(statementOf({ step: '1', text, holds: false }, language)).toBe(opposite);
  });
});

describe('what a customer says it is about', () => {
  test.each([
    ['Printer does not print', 'I have a problem: printer does not print'],
    ['Lost badge', 'I am writing about a lost badge'],
    ['Lost luggage', 'I am writing about lost luggage'],
  ])('%s', (title, matter) => expect(matterOf(title, 'en')).toBe(matter));

  test('nobody names themselves', () => expect(matterOf('员工请假流程', 'zh-CN')).toBe('我想办一下请假'));
});

test('a tool with the name of a word is called only where the text says so', () => {
  const named = scenariosOf('1. Explain that no refund is possible.\n2. Use refund for the rest.\n', ['refund']);
  expect(named[0]?.steps.map(({ tools }) => tools)).toEqual([[], ['refund']]);
});

test('what holds at the beginning is the reason for the first step', () => {
  const [first] = scenariosOf('1、两天以内，由组长批准；\n2、超过两天，由经理批准；\n', []);
  expect(first?.opening?.map(({ text, holds }) => [text, holds])).toContainEqual([
    expect.stringContaining('两天'),
    true,
  ]);
});

test('a sum that a result names is kept for later calls', () => {
  const used = new Map<string, JsonValue>();
  const outcomes = [{ step: '2', text: 'the amount is over 100', holds: true }];
  expect(withAgreement({ amount: 3, score: 4 }, used, outcomes)).toEqual({ amount: 110, score: 4 });
  expect([...used]).toEqual([['amount', 110]]);
});
