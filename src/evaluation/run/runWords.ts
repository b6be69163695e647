import { defineMessages, groupDigits, type Message } from '../../core/index.ts';
import type { RunEvent, WaitEvent } from './events.ts';

const say = defineMessages({
  planned: {
    en: 'To {origin}, model {model}: {requests} {requests|request|requests}, about {tokens} tokens in total. Replies in the cache are not requested again.',
    'zh-CN':
      '发往 {origin}，模型 {model}：共 {requests} 个请求，总计约 {tokens} 个 token。缓存中已有的回复不会重复请求。',
  },
  wait: { en: 'waiting {seconds} s: {because}', 'zh-CN': '等待 {seconds} 秒：{because}' },
  detail: { en: '{passed} of {total} (95 %: {low}–{high} %)', 'zh-CN': '{passed}/{total}（95% 区间：{low}–{high}%）' },
  resolution: {
    en: 'With {shots} {shots|shot|shots}, a difference of less than {points} points between two runs means nothing.',
    'zh-CN': '只有 {shots} 个示例，两次运行相差不到 {points} 个百分点时说明不了问题。',
  },
  repeats: {
    en: 'pass@{k} {any} %, pass^{k} {all} %, {flaky} flaky',
    'zh-CN': 'pass@{k} {any}%，pass^{k} {all}%，不稳定 {flaky} 个',
  },
  errors: {
    en: '{count} {count|case|cases} without a reply (no failures of the model)',
    'zh-CN': '{count} 个用例没有得到回复（不计为模型失败）',
  },
  named: { en: '{model}', 'zh-CN': '{model}' },
  withoutShots: { en: '{model}, without shots', 'zh-CN': '{model}，不带示例' },
});

/** The names of scores, in the order of reports. */
const names = defineMessages({
  callAccuracy: { en: 'call accuracy', 'zh-CN': '调用准确率' },
  callTurns: { en: 'rounds with calls', 'zh-CN': '有调用的轮次' },
  textTurns: { en: 'rounds with words', 'zh-CN': '文字回答的轮次' },
  zeroShot: { en: 'zero-shot', 'zh-CN': '零样本' },
  toolChoice: { en: 'tool choice', 'zh-CN': '工具选择' },
  argumentF1: { en: 'argument F1', 'zh-CN': '参数 F1' },
  schemaValid: { en: 'schema-valid calls', 'zh-CN': '符合定义的调用' },
  stepOrder: { en: 'step order', 'zh-CN': '步骤顺序' },
});

/** A score with a name. */
export type ScoreName = Parameters<typeof names>[0];

/** The name of a score. */
export function describeScore(name: ScoreName): Message {
  return names(name);
}

/** What a run would send, and where to. */
export function describePlan({ origin, model, requests, tokens }: Extract<RunEvent, { kind: 'planned' }>): Message {
  return say('planned', { origin, model, requests, tokens: groupDigits(tokens) });
}

/** That a request has to wait. */
export function describeWait({ seconds, because }: WaitEvent): Message {
  return say('wait', { seconds: Math.ceil(seconds), because });
}

/** A share from 0 to 1 in percent, with one decimal place and without a sign. */
export function toPercent(share: number): string {
  return (share * 100).toFixed(1);
}

/** The counts of a rate and its interval. */
export function describeRate({
  passed,
  total,
  low,
  high,
}: {
  readonly passed: number;
  readonly total: number;
  readonly low: number;
  readonly high: number;
}): Message {
  return say('detail', { passed, total, low: toPercent(low), high: toPercent(high) });
}

/** Which difference a run of so many shots can show; nothing without shots. */
export function describeResolution(shots: number, resolution: number): readonly Message[] {
  return shots === 0 ? [] : [say('resolution', { shots, points: Math.ceil(resolution * 100 - 0.5) })];
}

/** How often cases pass that were asked several times; nothing for a single time. */
export function describeRepeats(
  repeats: { readonly k: number; readonly passAtK: number; readonly passAllK: number } | undefined,
  flaky: number,
): readonly Message[] {
  if (repeats === undefined) return [];
  const { k, passAtK, passAllK } = repeats;
  return [say('repeats', { k, any: toPercent(passAtK), all: toPercent(passAllK), flaky })];
}

/** How many cases got no reply; nothing if all did. */
export function describeErrors(count: number): readonly Message[] {
  return count === 0 ? [] : [say('errors', { count })];
}

/** What a run is called: its model, and that its prompts show no shots. */
export function describeRun(model: string, shots: 'shown' | 'none' | undefined): Message {
  return say(shots === 'none' ? 'withoutShots' : 'named', { model });
}
