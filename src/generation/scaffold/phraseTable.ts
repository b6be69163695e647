import { defineMessages, type Language, type Message, type MessageArgument, renderMessage } from '../../core/index.ts';
import type { Random } from './random.ts';

const say = defineMessages({
  request0: { en: 'Hello, {matter}. {facts}', 'zh-CN': '你好，{matter}。{facts}' },
  request1: { en: 'Hi there, {matter}. {facts}', 'zh-CN': '您好，{matter}，麻烦帮忙看一下。{facts}' },
  request2: { en: 'Good morning, {matter}. {facts}', 'zh-CN': '请问在吗？{matter}。{facts}' },
  facts0: { en: 'In case you need it: {facts}.', 'zh-CN': '{facts}。' },
  facts1: { en: 'Here is what I have: {facts}.', 'zh-CN': '先把信息发给您：{facts}。' },
  facts2: { en: 'For your records, {facts}.', 'zh-CN': '您可能要用到：{facts}。' },
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
  thinkAfter: {
    en: '{reason}, so step {number} follows: {text}.',
    'zh-CN': '{reason}，接下来是步骤 {number}：{text}。',
  },
  thinkPlain: { en: 'Next: {text}.', 'zh-CN': '接下来：{text}。' },
  thinkDecide: {
    en: 'Step {number} depends on whether {text}.',
    'zh-CN': '步骤 {number} 要先弄清是否{text}。',
  },
  thinkDecideOn: {
    en: 'Step {number} depends on one thing: {text}?',
    'zh-CN': '步骤 {number} 要先弄清：{text}？',
  },
  findOut: { en: 'Find out: {text}?', 'zh-CN': '弄清：{text}？' },
  check: { en: 'Check whether {text}.', 'zh-CN': '核实是否{text}。' },
  handedOver: {
    en: 'I am passing this on to a colleague, who will contact you.',
    'zh-CN': '这件事我转给同事跟进，稍后会有人联系您。',
  },
  thinkHandOver: {
    en: 'This is not for the agent to settle; a colleague takes over.',
    'zh-CN': '这种情况不由客服处理，需要转给同事跟进。',
  },
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
    en: '{tool} found nothing, so the customer should check the details.',
    'zh-CN': '{tool} 没有查到结果，需要请客户核对信息。',
  },
  thinkAskAgain: {
    en: '{reason}, so the customer is asked for the details again.',
    'zh-CN': '{reason}，请客户重新提供信息。',
  },
  askAgain: { en: 'Ask the customer for the details again.', 'zh-CN': '请客户重新提供信息。' },
  thinkUnanswered: {
    en: '{tool} did not answer, so it is called once more.',
    'zh-CN': '{tool} 没有响应，再调用一次。',
  },
  thinkAgain: {
    en: 'The detail is corrected, so {tool} is called again.',
    'zh-CN': '信息已更正，再次调用 {tool}。',
  },
  thinkNone: {
    en: 'None of the tools fits this request, so it is answered without a call.',
    'zh-CN': '没有适合这个请求的工具，直接回答。',
  },
  thinkEnd: {
    en: 'Everything is done; the customer should hear how it went.',
    'zh-CN': '都处理完了，把结果告诉客户。',
  },
  thinkStopped: {
    en: 'The procedure ends here; the customer should hear how things stand.',
    'zh-CN': '流程到这里结束，给客户一个答复。',
  },
  observation0: { en: 'The call succeeded.', 'zh-CN': '调用成功。' },
  observation1: { en: 'Done, no errors.', 'zh-CN': '已完成，没有报错。' },
  observation2: { en: 'The result is there.', 'zh-CN': '已返回结果。' },
  carriedOut0: { en: 'Done.', 'zh-CN': '已完成。' },
  carriedOut1: { en: 'That is done.', 'zh-CN': '已办好。' },
  carriedOut2: { en: 'It is done, nothing unusual.', 'zh-CN': '已完成，没有异常。' },
  failed: { en: 'Nothing was found.', 'zh-CN': '没有查到结果。' },
  unanswered: { en: 'The service does not answer.', 'zh-CN': '服务没有响应。' },
  corrected: {
    en: 'The customer has checked the details and corrects one: {fact}.',
    'zh-CN': '客户核对后更正：{fact}。',
  },
  complies: { en: 'The customer has done that.', 'zh-CN': '客户已照做。' },
  answers0: { en: 'The customer gives the details.', 'zh-CN': '客户提供了相关信息。' },
  answers1: { en: 'The customer answers the question.', 'zh-CN': '客户作了回答。' },
  answers2: { en: 'The customer says what is needed.', 'zh-CN': '客户告知了所需信息。' },
  agrees0: { en: 'The customer says: all right.', 'zh-CN': '客户回复：好的。' },
  agrees1: { en: 'The customer agrees.', 'zh-CN': '客户表示同意。' },
  agrees2: { en: 'The customer says that this is fine.', 'zh-CN': '客户说没问题。' },
  tellFailure: {
    en: 'Tell the customer that nothing was found and ask them to check the details.',
    'zh-CN': '告诉客户暂未查到，请客户核对信息。',
  },
  tell: { en: 'Tell the customer the outcome.', 'zh-CN': '把处理结果告诉客户。' },
  done: { en: 'What was done: {steps}.', 'zh-CN': '办理经过：{steps}。' },
  understands0: { en: 'The customer has understood.', 'zh-CN': '客户表示知道了。' },
  understands1: { en: 'The customer takes note of it.', 'zh-CN': '客户回复：明白了。' },
  understands2: { en: 'The customer thanks for the information.', 'zh-CN': '客户表示清楚了，并道谢。' },
  stopped: {
    en: 'That is how it stands now. Please write again if you have a question.',
    'zh-CN': '目前就是这个情况，有疑问请随时联系我们。',
  },
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
  noteTool: {
    en: 'To write: the procedure names no tool here; keep {tool}, or say what is done',
    'zh-CN': '待完善：流程此处没有写明工具，请确认是否使用 {tool}',
  },
  noteObservation: { en: 'To write: what really comes back', 'zh-CN': '待完善：换成真实的返回内容' },
  noteClosing: { en: 'To write: what the customer is told', 'zh-CN': '待完善：换成对客户说的话' },
  schemaOmitted: { en: "{tools}'s schema", 'zh-CN': '{tools} 的 schema' },
  matterTool: { en: 'I need help with this: {text}', 'zh-CN': '我需要办理：{text}' },
  matterSop: { en: 'I have a question about this: {text}', 'zh-CN': '我想咨询：{text}' },
});

export type Phrase = Parameters<typeof say>[0];

/** Renders phrases in one language; phrases with three variants are chosen at random. */
export interface PhraseTable {
  readonly language: Language;
  say(phrase: Phrase, args?: Readonly<Record<string, MessageArgument>>): string;
  vary(
    phrase:
      | 'request'
      | 'facts'
      | 'noTool'
      | 'thinkStep'
      | 'thinkTool'
      | 'observation'
      | 'carriedOut'
      | 'agrees'
      | 'understands'
      | 'answers'
      | 'closing',
    args?: Readonly<Record<string, MessageArgument>>,
  ): string;
}

export function createPhraseTable(language: Language, random: Random): PhraseTable {
  const speak = (message: Message): string => renderMessage(message, language).trim();
  return {
    language,
    say: (phrase, args) => speak(say(phrase, args)),
    vary: (phrase, args) => speak(say(`${phrase}${random.pick(['0', '1', '2'] as const)}`, args)),
  };
}
