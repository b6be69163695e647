import type { Language, Localized } from '../l10n/messages.ts';
import { usualNames } from '../lint/roles.ts';
import type { Role } from '../parser/tree.ts';

const TEXTS: Readonly<Record<Role, Localized>> = {
  user: {
    en: 'What the user asks for, in the words a real user would choose. It opens a shot.',
    'zh-CN': '用户的请求，用真实用户会说的话来写。它是一个示例的开头。',
  },
  think: {
    en: 'What the agent considers before it acts: which step of the procedure it is at, and why this action is next.',
    'zh-CN': '行动之前的思考：进行到流程的哪一步，为什么接下来要这样做。',
  },
  action: {
    en: 'What the agent does: a call to a tool, or plain language such as a question to the user.',
    'zh-CN': '要做的事：调用工具，或用自然语言描述，例如向用户提问。',
  },
  actionInput: {
    en: 'The arguments of the call whose tool the label above names, usually a JSON object.',
    'zh-CN': '上方标签所指工具的参数，通常是一个 JSON 对象。',
  },
  observation: {
    en: 'What came back: the result of the call, or the answer of the user. The agent does not write it.',
    'zh-CN': '得到的结果：工具的返回，或用户的答复。这部分不由智能体书写。',
  },
  plan: {
    en: 'The steps the agent means to take, as a numbered list, before it takes the first one.',
    'zh-CN': '动手之前列出的计划，写成带编号的列表。',
  },
  step: {
    en: 'One step of the plan being carried out.',
    'zh-CN': '执行计划中的一步。',
  },
  answer: {
    en: 'The words that are said to the user at the end of the shot.',
    'zh-CN': '示例结束时对用户说的话。',
  },
  userRequest: {
    en: 'The request that is to become one or more API calls. It opens a shot.',
    'zh-CN': '要转换为接口调用的请求。它是一个示例的开头。',
  },
  apiSchema: {
    en: 'The schema of the API: JSON or YAML, a link to a file, or words that name a loaded tool.',
    'zh-CN': '接口的定义：JSON 或 YAML，也可以是文件链接，或写明已加载的工具名。',
  },
  apiRequest: {
    en: 'The calls that answer the request. Everything here is read as a call.',
    'zh-CN': '满足请求的接口调用。这里的内容都按调用读取。',
  },
  apiResponse: {
    en: 'What the API gave back.',
    'zh-CN': '接口返回的内容。',
  },
};

/** What belongs in a block of a role, as Markdown. */
export function labelText(language: Language, role: Role): string {
  return `**${usualNames(language)[role]}**\n\n${TEXTS[role][language]}`;
}

/** The same in one plain sentence or two. */
export function labelDescription(language: Language, role: Role): string {
  return TEXTS[role][language];
}
