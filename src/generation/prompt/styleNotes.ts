import { defineMessages, type Message, type WritableStyle } from '../../core/index.ts';

const say = defineMessages({
  react: {
    en: 'ReAct: the request, then rounds of thought, action and observation until the request is resolved. Each round has one action: a call, or what the agent says or does in plain words. The last action tells the customer the outcome and has no observation. There is no plan, and the answer is left empty.',
    'zh-CN':
      'ReAct：先是用户请求，然后是若干轮“思考、行动、观察”，直到请求处理完毕。每轮一个行动：要么是一次调用，要么用自然语言说明客服说了什么、做了什么。最后一个行动把结果告知客户，没有观察。不写计划，答案留空。',
  },
  'plan-and-solve': {
    en: 'Plan-and-Solve: the request, a plan as a numbered list, then exactly one round for each item of the plan, in its order, and an answer that tells the customer the outcome.',
    'zh-CN':
      'Plan-and-Solve：先是用户请求，再是编号的计划列表，然后按顺序为计划的每一项各写一轮，最后用答案把结果告知客户。',
  },
  'function-calling': {
    en: 'Function calling: the request and, in one round, the call or calls it needs, with their results. No thoughts, no plan. Where no tool fits, there is no round, and the answer says so.',
    'zh-CN':
      '函数调用：先是用户请求，再用一轮写出所需的一个或多个调用及其返回。不写思考，不写计划。没有合适的工具时不写轮次，在答案中说明。',
  },
});

/** What a style is made of, for the prompt. */
export function getStyleNotes(style: WritableStyle): Message {
  return say(style);
}

/** A style's name as people say it. */
export const STYLE_NAMES: Readonly<Record<WritableStyle, string>> = {
  react: 'ReAct',
  'plan-and-solve': 'Plan-and-Solve',
  'function-calling': 'function calling',
};
