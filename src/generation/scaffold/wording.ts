import { defineMessages, type Language, type Message, type MessageArgument, renderMessage } from '../../core/index.ts';
import type { Random } from './random.ts';

const say = defineMessages({
  request0: { en: 'Hello, {matter}. {facts}', 'zh-CN': '你好，{matter}。{facts}' },
  request1: { en: 'Hi, can you help me: {matter}? {facts}', 'zh-CN': '请问能帮我处理一下吗：{matter}。{facts}' },
  request2: { en: 'I have a matter for you: {matter}. {facts}', 'zh-CN': '麻烦帮忙看一下，{matter}。{facts}' },
  facts0: { en: 'What I can tell you: {facts}.', 'zh-CN': '我这边的情况：{facts}。' },
  facts1: { en: 'For your information: {facts}.', 'zh-CN': '相关信息如下，{facts}。' },
  facts2: { en: 'You will need this: {facts}.', 'zh-CN': '您可能需要这些信息：{facts}。' },
  holds: { en: 'this is the case: {text}', 'zh-CN': '属于“{text}”的情况' },
  fails: { en: 'this is not the case: {text}', 'zh-CN': '不属于“{text}”的情况' },
  noTool0: {
    en: 'Hello, this is about something else: where do I park when I visit you?',
    'zh-CN': '你好，想问点别的：去你们店里，车停在哪里比较方便？',
  },
  noTool1: {
    en: 'Just a short question: are you open on public holidays?',
    'zh-CN': '顺便问一下，法定节假日你们营业吗？',
  },
  noTool2: { en: 'Thank you for your help yesterday, all is well now.', 'zh-CN': '昨天多谢你们帮忙，现在一切都好了。' },
  thinkStep0: { en: 'Step {number} comes now: {text}.', 'zh-CN': '接下来是步骤 {number}：{text}。' },
  thinkStep1: {
    en: 'According to step {number}, the next thing is: {text}.',
    'zh-CN': '按照步骤 {number}，现在要做的是：{text}。',
  },
  thinkStep2: { en: 'The procedure goes on with step {number}: {text}.', 'zh-CN': '流程走到步骤 {number}：{text}。' },
  thinkTool0: {
    en: '{tool} is the tool for this, and the request says all it needs.',
    'zh-CN': '这件事要用 {tool}，所需信息客户都说了。',
  },
  thinkTool1: {
    en: 'The customer needs what {tool} does; the values come from the request.',
    'zh-CN': '客户的需求正是 {tool} 的用途，取值都来自请求。',
  },
  thinkTool2: {
    en: 'To settle this, {tool} is called with what the customer said.',
    'zh-CN': '用客户提供的信息调用 {tool} 即可处理。',
  },
  thinkFailed: {
    en: '{tool} did not help this time, so the customer has to be told and asked for more.',
    'zh-CN': '{tool} 这次没有结果，需要告诉客户并补充信息。',
  },
  thinkNone: {
    en: 'None of the tools fits this request, so it is answered without a call.',
    'zh-CN': '没有适合这个请求的工具，直接回答。',
  },
  thinkEnd: {
    en: 'Everything is done; the customer should hear how it went.',
    'zh-CN': '都处理完了，把结果告诉客户。',
  },
  observation0: { en: 'The call succeeded.', 'zh-CN': '调用成功。' },
  observation1: { en: 'Done, no errors.', 'zh-CN': '已完成，没有报错。' },
  observation2: { en: 'The result is there.', 'zh-CN': '已返回结果。' },
  failed: { en: 'Nothing was found.', 'zh-CN': '没有查到结果。' },
  agrees0: { en: 'The customer says: all right.', 'zh-CN': '客户回复：好的。' },
  agrees1: { en: 'The customer agrees.', 'zh-CN': '客户表示同意。' },
  agrees2: { en: 'The customer says that this is fine.', 'zh-CN': '客户说没问题。' },
  tellFailure: {
    en: 'Tell the customer that nothing was found and ask for more details.',
    'zh-CN': '告诉客户暂未查到，请客户补充信息。',
  },
  tell: { en: 'Tell the customer the outcome.', 'zh-CN': '把处理结果告诉客户。' },
  done: { en: 'What was done: {steps}.', 'zh-CN': '办理经过：{steps}。' },
  closing0: {
    en: 'This is settled now. Is there anything else I can do for you?',
    'zh-CN': '已经为您处理好了，请问还有其他需要吗？',
  },
  closing1: {
    en: 'All done. Please write again if anything is missing.',
    'zh-CN': '这边都办妥了，有问题随时联系我们。',
  },
  closing2: { en: 'That is taken care of. Thank you for your patience.', 'zh-CN': '已处理完毕，感谢您的耐心等待。' },
  declined: {
    en: 'I cannot look that up with my tools, but I will pass your question on.',
    'zh-CN': '这个问题我没有可用的工具查询，会帮您转给同事。',
  },
  noteRequest: { en: "To write: the customer's own words", 'zh-CN': '待完善：换成客户自己的说法' },
  noteObservation: { en: 'To write: what really comes back', 'zh-CN': '待完善：换成真实的返回内容' },
  noteClosing: { en: 'To write: what the customer is told', 'zh-CN': '待完善：换成对客户说的话' },
  schemaOmitted: { en: "{tools}'s schema", 'zh-CN': '{tools} 的 schema' },
  matterTool: { en: 'I need this: {text}', 'zh-CN': '我需要：{text}' },
  matterSop: { en: 'it is about this: {text}', 'zh-CN': '我想办理：{text}' },
});

export type Phrase = Parameters<typeof say>[0];

/** Speaks one language; phrases that exist three times are chosen by chance. */
export interface Speaker {
  readonly language: Language;
  say(phrase: Phrase, args?: Readonly<Record<string, MessageArgument>>): string;
  vary(
    phrase: 'request' | 'facts' | 'noTool' | 'thinkStep' | 'thinkTool' | 'observation' | 'agrees' | 'closing',
    args?: Readonly<Record<string, MessageArgument>>,
  ): string;
}

export function createSpeaker(language: Language, random: Random): Speaker {
  const speak = (message: Message): string => renderMessage(message, language).trim();
  return {
    language,
    say: (phrase, args) => speak(say(phrase, args)),
    vary: (phrase, args) => speak(say(`${phrase}${random.pick(['0', '1', '2'] as const)}`, args)),
  };
}
