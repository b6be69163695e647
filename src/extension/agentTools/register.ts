import {
  Disposable,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  MarkdownString,
  type PreparedToolInvocation,
} from 'vscode';
import { defineMessages, type Language, type Message, renderMessage } from '../../core/index.ts';
import type { Session } from '../session.ts';
import type { Input } from './inputs.ts';

const say = defineMessages({
  lint: { en: 'Check {what} for wrong calls', 'zh-CN': '检查 {what} 中的调用' },
  procedure: { en: 'Look up the steps and tools of {what}', 'zh-CN': '查阅 {what} 的步骤和工具' },
  call: { en: 'Check the call {what}', 'zh-CN': '检查调用 {what}' },
  lora: { en: 'Count the parameters that LoRA trains in {what}', 'zh-CN': '计算 LoRA 在 {what} 上训练的参数量' },
  local: {
    en: '{action}. Everything is worked out on this machine; nothing is sent.',
    'zh-CN': '{action}。全部在本机完成，不发送任何内容。',
  },
  fix: { en: 'Fix {what} without changing its meaning', 'zh-CN': '修复 {what}，不改变其含义' },
  coverage: { en: 'Measure what {what} covers', 'zh-CN': '统计 {what} 的覆盖情况' },
  generate: { en: 'Draft shots for {what}', 'zh-CN': '为 {what} 起草示例' },
  convert: { en: 'Rewrite as shots: {what}', 'zh-CN': '改写为示例：{what}' },
  prompt: { en: 'Get the prompt for {what}', 'zh-CN': '获取 {what} 的提示词' },
  text: { en: 'a text', 'zh-CN': '一段文字' },
});

/** One tool: what it is doing, in the user's words, and what it answers. */
interface EditorTool {
  readonly describe: (input: Input) => Message;
  readonly answer: keyof typeof import('./answers.ts');
}

const named = (value: unknown): string | Message => (typeof value === 'string' ? shortened(value) : say('text'));

const EDITOR_TOOLS: Readonly<Record<string, EditorTool>> = {
  sopShots_lint: { describe: ({ path }) => say('lint', { what: named(path) }), answer: 'lintShots' },
  sopShots_procedure: { describe: ({ path }) => say('procedure', { what: named(path) }), answer: 'lookUpProcedure' },
  sopShots_checkCall: { describe: ({ call }) => say('call', { what: named(call) }), answer: 'checkOneCall' },
  sopShots_fix: { describe: ({ path }) => say('fix', { what: named(path) }), answer: 'fixShots' },
  sopShots_coverage: { describe: ({ path }) => say('coverage', { what: named(path) }), answer: 'checkCoverage' },
  sopShots_generate: { describe: ({ sop }) => say('generate', { what: named(sop) }), answer: 'generateDrafts' },
  sopShots_convert: { describe: ({ text }) => say('convert', { what: named(text) }), answer: 'convertText' },
  sopShots_prompt: { describe: ({ sop }) => say('prompt', { what: named(sop) }), answer: 'getPrompt' },
  sopShots_countLora: { describe: ({ model }) => say('lora', { what: named(model) }), answer: 'countLora' },
};

/** Tools for the editor's own agent, so that it writes checked shots too. None of them sends anything; one changes a document. */
export function registerAgentTools(session: Session): Disposable {
  const tools = Object.entries(EDITOR_TOOLS).map(([name, { answer }]) =>
    lm.registerTool<Input>(name, {
      prepareInvocation: ({ input }) => confirmationOf(name, input, session.language()),
      invoke: async ({ input }) => {
        const agentAnswers = await import('./answers.ts');
        const text = JSON.stringify(await agentAnswers[answer](session, input), undefined, 2);
        return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
      },
    }),
  );
  return Disposable.from(...tools);
}

/** The confirmation shown before a tool runs. The agent's text is shown as plain text, never as Markdown. */
export function confirmationOf(name: string, input: Input, language: Language): PreparedToolInvocation {
  const described = EDITOR_TOOLS[name]?.describe(input) ?? say('text');
  const action = renderMessage(described, language);
  const message = new MarkdownString();
  message.appendText(renderMessage(say('local', { action }), language));
  return { invocationMessage: action, confirmationMessages: { title: 'SOP Shots', message } };
}

const MAX_LENGTH = 200;

function shortened(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
