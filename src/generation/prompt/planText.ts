import { defineMessages, type Language, type Message, renderMessage } from '../../core/index.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { ArgumentGoal } from '../plan/goals.ts';

const say = defineMessages({
  steps: { en: 'steps {steps}', 'zh-CN': '走步骤 {steps}' },
  holds: { en: 'condition is true: {text}', 'zh-CN': '此例中成立：{text}' },
  fails: { en: 'condition is false: {text}', 'zh-CN': '此例中不成立：{text}' },
  tools: { en: 'calls {tools}', 'zh-CN': '调用 {tools}' },
  failing: {
    en: '{tool} fails or finds nothing the first time, and the agent handles it',
    'zh-CN': '{tool} 首次调用失败或查无结果，客服据此妥善应对',
  },
  typical: { en: 'an everyday request, required parameters only', 'zh-CN': '日常请求，只用必填参数' },
  optional: { en: 'a request that needs optional parameters too', 'zh-CN': '需要用到可选参数的请求' },
  edge: {
    en: 'an unusual request at the edge of what the schema allows: rare enumeration values, ends of ranges',
    'zh-CN': '触及 schema 边界的少见请求：少用的枚举值、取值范围的两端',
  },
  argument: { en: 'the call gives `{name}`', 'zh-CN': '调用时给出 `{name}`' },
  value: { en: 'the call gives `{name}` the value {value}', 'zh-CN': '调用时 `{name}` 的值为 {value}' },
  'no-call': {
    en: 'a request that no tool fits: the agent calls nothing and says so or asks a question',
    'zh-CN': '没有工具适用的请求：不调用任何工具，直接说明或反问',
  },
  rule: { en: 'keeps the rule: {text}', 'zh-CN': '遵守规则：{text}' },
  rules: { en: 'Rules that every example keeps, at every step:', 'zh-CN': '每个示例的每一步都遵守以下规则：' },
  free: { en: 'an everyday case', 'zh-CN': '日常情形' },
  varied: {
    en: 'variation {number}: another situation, other words and values than in the examples before',
    'zh-CN': '第 {number} 个变体：场景、措辞和取值都与前面的示例不同',
  },
});

/**
 * The list of what each shot is to show, numbered from one, in the language of the shots. Rules that hold in all of them
 * follow once.
 */
export function toPlanText(plans: readonly ShotPlan[], language: Language): string {
  const joint = language === 'zh-CN' ? '；' : '; ';
  const [first, ...others] = plans;
  const shared = (first?.rules ?? []).filter((rule) => others.every(({ rules }) => rules?.includes(rule) === true));
  const items = plans.map((plan, at) => {
    const own = (plan.rules ?? []).filter((rule) => !shared.includes(rule)).map((text) => say('rule', { text }));
    const points = [...toPoints(plan), ...own].map((point) => renderMessage(point, language));
    return `${at + 1}. ${points.join(joint)}`;
  });
  const rules =
    shared.length === 0 ? [] : ['', renderMessage(say('rules'), language), ...shared.map((rule) => `- ${rule}`)];
  return [...items, ...rules].join('\n');
}

function toPoints(plan: ShotPlan): readonly Message[] {
  const { steps, decisions, tools, failing, focus, argument, variation } = plan;
  const points = [
    ...(focus === undefined ? [] : [say(focus)]),
    ...(steps.length === 0 ? [] : [say('steps', { steps: steps.map(({ number }) => number).join(' → ') })]),
    ...decisions.map(({ text, holds }) => say(holds ? 'holds' : 'fails', { text })),
    ...(tools.length === 0 ? [] : [say('tools', { tools })]),
    ...(argument === undefined ? [] : [argumentPoint(argument)]),
    ...(failing === undefined ? [] : [say('failing', { tool: failing })]),
    ...(variation === 0 ? [] : [say('varied', { number: variation })]),
  ];
  return points.length === 0 ? [say('free')] : points;
}

function argumentPoint({ path, value }: ArgumentGoal): Message {
  const name = path.join('.');
  return value === undefined ? say('argument', { name }) : say('value', { name, value: JSON.stringify(value) });
}
