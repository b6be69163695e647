import {
  Disposable,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  lm,
  MarkdownString,
} from 'vscode';
import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  lint: { en: 'Check {what} for wrong calls', 'zh-CN': '检查 {what} 中的调用' },
  procedure: { en: 'Look up the steps and tools of {what}', 'zh-CN': '查阅 {what} 的步骤和工具' },
  call: { en: 'Check the call {what}', 'zh-CN': '检查调用 {what}' },
  lora: { en: 'Count the parameters that LoRA trains in {what}', 'zh-CN': '计算 LoRA 在 {what} 上训练的参数量' },
  confirm: { en: 'SOP Shots', 'zh-CN': 'SOP Shots' },
  local: {
    en: '{action}. Everything is worked out on this machine; nothing is sent.',
    'zh-CN': '{action}。全部在本机完成，不发送任何内容。',
  },
  text: { en: 'a text', 'zh-CN': '一段文字' },
});

type Input = Readonly<Record<string, unknown>>;

/** Tools for the editor's own agent, so that it writes checked shots too. None of them sends or changes anything. */
export function registerAgentTools(session: Session): Disposable {
  const tool = (
    name: string,
    describe: (input: Input) => Message,
    answer: keyof typeof import('./answers.ts'),
  ): Disposable => {
    const implementation: LanguageModelTool<Input> = {
      prepareInvocation: ({ input }) => {
        const action = renderMessage(describe(input), session.language());
        const message = new MarkdownString();
        message.appendText(renderMessage(say('local', { action }), session.language()));
        return { invocationMessage: action, confirmationMessages: { title: 'SOP Shots', message } };
      },
      invoke: async ({ input }) => {
        const { agentAnswers } = await import('../late.ts');
        const text = JSON.stringify(await agentAnswers[answer](session, input), undefined, 2);
        return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
      },
    };
    return lm.registerTool(name, implementation);
  };
  const named = (value: unknown): string | Message => (typeof value === 'string' ? value : say('text'));
  return Disposable.from(
    tool('sopShots_lint', ({ path }) => say('lint', { what: named(path) }), 'lintShots'),
    tool('sopShots_procedure', ({ path }) => say('procedure', { what: named(path) }), 'lookUpProcedure'),
    tool('sopShots_checkCall', ({ call }) => say('call', { what: named(call) }), 'checkOneCall'),
    tool('sopShots_countLora', ({ model }) => say('lora', { what: named(model) }), 'countLora'),
  );
}
