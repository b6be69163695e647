import type { Language, Localized } from '../l10n/messages.ts';
import { getUsualNames } from '../lint/support/roles.ts';
import type { Role } from '../parser/roles.ts';

const TEXTS: Readonly<Record<Role, Localized>> = {
  user: {
    en: "The user's request, in the words of a real user. It starts a shot.",
    'zh-CN': '用户的请求，使用真实用户的表达方式。示例从这里开始。',
  },
  think: {
    en: 'What the agent considers before the action: the current step of the procedure and the reason for the action.',
    'zh-CN': '智能体在行动之前的思考：流程的当前步骤，以及采取该行动的原因。',
  },
  action: {
    en: 'What the agent does: a call to a tool, or plain language such as a question to the user.',
    'zh-CN': '智能体执行的操作：调用工具，或用自然语言描述，例如向用户提问。',
  },
  actionInput: {
    en: 'The arguments of the tool in the label above, usually a JSON object.',
    'zh-CN': '上方标签中工具的参数，通常是 JSON 对象。',
  },
  observation: {
    en: 'The result of the call or the reply of the user. The agent does not write it.',
    'zh-CN': '调用的结果或用户的答复。不由智能体书写。',
  },
  plan: {
    en: 'The steps that the agent plans to take, as a numbered list.',
    'zh-CN': '智能体计划执行的步骤，写成带编号的列表。',
  },
  step: {
    en: 'A step of the plan that is carried out.',
    'zh-CN': '正在执行的计划步骤。',
  },
  answer: {
    en: 'The final reply to the user.',
    'zh-CN': '对用户的最终回复。',
  },
  userRequest: {
    en: 'The request for one or more API calls. It starts a shot.',
    'zh-CN': '需要一个或多个接口调用的请求。示例从这里开始。',
  },
  apiSchema: {
    en: 'The schema of the API: JSON or YAML, a link to a file, or the name of a loaded tool.',
    'zh-CN': '接口的定义：JSON 或 YAML、文件链接，或已加载工具的名称。',
  },
  apiRequest: {
    en: 'The calls for the request. All text here is read as calls.',
    'zh-CN': '针对请求的接口调用。此处的所有文本都按调用读取。',
  },
  apiResponse: {
    en: 'The response of the API.',
    'zh-CN': '接口返回的结果。',
  },
  userTurn: {
    en: 'What the user says next in the chat.',
    'zh-CN': '用户在对话中接着说的话。',
  },
  assistant: {
    en: 'What the assistant says in the chat, and the tools it calls.',
    'zh-CN': '助手在对话中说的话，以及所调用的工具。',
  },
  system: {
    en: 'The instructions of the chat, before the first turn of the user.',
    'zh-CN': '对话的系统指令，位于用户的第一轮之前。',
  },
};

/** What belongs in a block of a role, as Markdown. */
export function labelText(language: Language, role: Role): string {
  return `**${getUsualNames(language)[role]}**\n\n${TEXTS[role][language]}`;
}

/** The same in one plain sentence or two. */
export function labelDescription(language: Language, role: Role): string {
  return TEXTS[role][language];
}
