/** How a shot is written. */
export type ShotStyle = 'react' | 'plan-and-solve' | 'function-calling' | 'chat';

/** The styles in which shots are generated. Chats are only read. */
export type WritableStyle = Exclude<ShotStyle, 'chat'>;

/** What a block does within a round. */
export type RoundPart = 'think' | 'step' | 'act' | 'input' | 'observe';

/** What a block is for, in the terms of highlighting and outlines. */
export type RoleGroup = 'request' | 'think' | 'action' | 'observation' | 'plan' | 'answer';

interface RoleWords {
  readonly en: readonly string[];
  readonly 'zh-CN': readonly string[];
}

/** Everything that is known about a role apart from the code that gives it its meaning. */
interface RoleDefinition {
  /** The label words, as docs/format.md lists them. Spaces may be left out or be written as `-` or `_`. */
  readonly words: RoleWords;
  /** The word to write where a document uses none of its own. */
  readonly name: { readonly en: string; readonly 'zh-CN': string };
  readonly group: RoleGroup;
  /** The style of a shot that has a block of this role, where the role shows one. */
  readonly style?: ShotStyle | undefined;
  /** True for the block that opens a shot with the user's words. */
  readonly isRequest?: true | undefined;
  /** What the block does within a round; absent outside rounds. */
  readonly part?: RoundPart | undefined;
  /** `detect`: the text is a call or plain language; `always`: everything in it is a call. */
  readonly calls?: 'detect' | 'always' | undefined;
  /** True if a label of the role counts in every decoration, and decides which decoration the document uses. */
  readonly setsStyle?: true | undefined;
  /** True if a number replaces the colon (`Thought 1 I need …`). */
  readonly numbered?: true | undefined;
  /** True if the block contains facts that a call may use: what the user said and what came back. */
  readonly givesFacts?: true | undefined;
  /** True if the block distinguishes two shots. Thoughts and observations are similar in most documents. */
  readonly identifies?: true | undefined;
  /** Roles of which one must follow a label with another word than the document's, for it to be a label. */
  readonly confirmedBy: readonly string[];
  /** Roles that may directly follow. What is merely missing between two blocks is the `missing-*` rules' business. */
  readonly followedBy: readonly string[];
  /** Roles after which no rule about order or missing blocks reports anything. */
  readonly usuallyFollowedBy: readonly string[];
}

const FOLLOW_REQUEST = ['think', 'action', 'plan', 'step', 'apiSchema', 'apiRequest'] as const;
const OPEN_ROUND = ['think', 'action', 'plan'] as const;

/** The table of roles. A word is added to `words`; nothing else lists them. */
const DEFINITIONS = {
  user: {
    words: {
      en: ['User', 'Question', 'Human', 'Customer', 'Task', 'Claim'],
      'zh-CN': ['用户', '客户', '顾客', '客户问题', '用户问题', '问题'],
    },
    name: { en: 'User', 'zh-CN': '用户' },
    group: 'request',
    isRequest: true,
    givesFacts: true,
    identifies: true,
    confirmedBy: [...FOLLOW_REQUEST, 'assistant', 'userTurn'],
    followedBy: ['think', 'action', 'plan', 'step', 'answer', 'apiSchema', 'apiRequest', 'observation'],
    usuallyFollowedBy: ['think', 'action', 'plan', 'answer'],
  },
  think: {
    words: {
      en: ['Think', 'Thought', 'Thoughts', 'Reasoning', 'Reflection', 'Reflections', 'Analysis'],
      'zh-CN': ['思考', '想法', '反思', '分析'],
    },
    name: { en: 'Think', 'zh-CN': '思考' },
    group: 'think',
    style: 'react',
    part: 'think',
    setsStyle: true,
    numbered: true,
    confirmedBy: [...OPEN_ROUND, 'answer'],
    followedBy: ['think', 'action', 'plan', 'step', 'answer', 'apiSchema', 'apiRequest', 'observation'],
    usuallyFollowedBy: ['action', 'answer'],
  },
  action: {
    words: { en: ['Action', 'Act', 'Tool Call'], 'zh-CN': ['行动', '动作', '操作', '工具', '工具调用', '调用工具'] },
    name: { en: 'Action', 'zh-CN': '行动' },
    group: 'action',
    style: 'react',
    part: 'act',
    calls: 'detect',
    setsStyle: true,
    numbered: true,
    identifies: true,
    confirmedBy: ['think', 'action', 'plan', 'actionInput', 'observation'],
    followedBy: ['action', 'actionInput', 'observation', 'think', 'step', 'answer'],
    usuallyFollowedBy: ['observation', 'actionInput', 'action', 'think'],
  },
  /** The second label of a two-label call. */
  actionInput: {
    words: { en: ['Action Input', 'Tool Input'], 'zh-CN': ['行动输入', '动作输入', '操作输入', '工具输入'] },
    name: { en: 'Action Input', 'zh-CN': '行动输入' },
    group: 'action',
    part: 'input',
    setsStyle: true,
    numbered: true,
    identifies: true,
    confirmedBy: OPEN_ROUND,
    followedBy: ['action', 'observation', 'think', 'step', 'answer'],
    usuallyFollowedBy: ['observation'],
  },
  observation: {
    words: {
      en: ['Observation', 'Obs', 'Result', 'Tool Output', 'Tool Result'],
      'zh-CN': ['观察', '观察结果', '返回', '返回结果', '工具结果', '工具返回'],
    },
    name: { en: 'Observation', 'zh-CN': '观察' },
    group: 'observation',
    style: 'react',
    part: 'observe',
    setsStyle: true,
    numbered: true,
    givesFacts: true,
    confirmedBy: OPEN_ROUND,
    followedBy: ['think', 'action', 'observation', 'step', 'answer', 'apiRequest'],
    usuallyFollowedBy: ['think', 'action', 'step', 'answer', 'observation'],
  },
  plan: {
    words: { en: ['Plan'], 'zh-CN': ['计划', '规划'] },
    name: { en: 'Plan', 'zh-CN': '计划' },
    group: 'plan',
    style: 'plan-and-solve',
    confirmedBy: OPEN_ROUND,
    followedBy: ['think', 'action', 'step', 'answer', 'apiRequest', 'observation'],
    usuallyFollowedBy: ['step', 'think'],
  },
  step: {
    words: { en: ['Step', 'Solve'], 'zh-CN': ['步骤', '第', '执行'] },
    name: { en: 'Step', 'zh-CN': '步骤' },
    group: 'plan',
    style: 'plan-and-solve',
    part: 'step',
    confirmedBy: OPEN_ROUND,
    followedBy: ['think', 'action', 'observation', 'step', 'answer', 'apiRequest'],
    usuallyFollowedBy: ['step', 'think', 'answer'],
  },
  answer: {
    words: {
      en: ['Final Answer', 'Answer', 'Response', 'Assistant', 'AI'],
      'zh-CN': ['最终答案', '最终回答', '答案', '回答', '回复', '最后的回应', '客服', '助手'],
    },
    name: { en: 'Answer', 'zh-CN': '回复' },
    group: 'answer',
    identifies: true,
    confirmedBy: OPEN_ROUND,
    // An assistant that announces a call says so first; the call follows.
    followedBy: ['apiRequest'],
    usuallyFollowedBy: [],
  },
  userRequest: {
    words: { en: ['User Request'], 'zh-CN': ['用户请求'] },
    name: { en: 'User request', 'zh-CN': '用户请求' },
    group: 'request',
    style: 'function-calling',
    isRequest: true,
    givesFacts: true,
    identifies: true,
    confirmedBy: FOLLOW_REQUEST,
    followedBy: ['think', 'action', 'plan', 'apiSchema', 'apiRequest', 'answer'],
    usuallyFollowedBy: ['apiSchema', 'apiRequest', 'answer'],
  },
  apiSchema: {
    words: { en: ['API Schema'], 'zh-CN': ['接口定义'] },
    name: { en: 'API schema', 'zh-CN': '接口定义' },
    group: 'plan',
    style: 'function-calling',
    setsStyle: true,
    confirmedBy: OPEN_ROUND,
    followedBy: ['think', 'action', 'apiSchema', 'apiRequest'],
    usuallyFollowedBy: ['apiRequest'],
  },
  apiRequest: {
    words: { en: ['API Request'], 'zh-CN': ['接口请求'] },
    name: { en: 'API request', 'zh-CN': '接口请求' },
    group: 'action',
    style: 'function-calling',
    part: 'act',
    calls: 'always',
    setsStyle: true,
    identifies: true,
    confirmedBy: OPEN_ROUND,
    followedBy: ['think', 'apiRequest', 'apiResponse', 'observation', 'answer'],
    usuallyFollowedBy: ['apiResponse', 'answer'],
  },
  apiResponse: {
    words: { en: ['API Response'], 'zh-CN': ['接口返回'] },
    name: { en: 'API response', 'zh-CN': '接口返回' },
    group: 'observation',
    style: 'function-calling',
    part: 'observe',
    setsStyle: true,
    givesFacts: true,
    confirmedBy: OPEN_ROUND,
    followedBy: ['think', 'action', 'apiRequest', 'apiResponse', 'answer'],
    usuallyFollowedBy: ['answer'],
  },
  /** A further turn of the user in a chat. It has the words of `user`. */
  userTurn: {
    words: { en: [], 'zh-CN': [] },
    name: { en: 'User', 'zh-CN': '用户' },
    group: 'request',
    style: 'chat',
    part: 'observe',
    givesFacts: true,
    identifies: true,
    confirmedBy: ['assistant', 'userTurn', 'action', 'observation'],
    followedBy: ['assistant'],
    usuallyFollowedBy: ['assistant'],
  },
  /** A turn of the assistant in a chat, with its calls. It has those words of `answer` that name a speaker. */
  assistant: {
    words: { en: [], 'zh-CN': [] },
    name: { en: 'Assistant', 'zh-CN': '助手' },
    group: 'answer',
    style: 'chat',
    part: 'act',
    calls: 'detect',
    identifies: true,
    confirmedBy: ['assistant', 'userTurn', 'action', 'observation'],
    followedBy: ['userTurn', 'observation', 'assistant'],
    usuallyFollowedBy: ['userTurn', 'observation'],
  },
  /** The instructions of a chat, before the first turn of the user. */
  system: {
    words: { en: [], 'zh-CN': [] },
    name: { en: 'System', 'zh-CN': '系统' },
    group: 'plan',
    style: 'chat',
    confirmedBy: ['user'],
    followedBy: [],
    usuallyFollowedBy: [],
  },
} as const satisfies Readonly<Record<string, RoleDefinition>>;

/** What a block is for. */
export type Role = keyof typeof DEFINITIONS;

/** What the table says of a role. */
export interface RoleInfo extends RoleDefinition {
  readonly confirmedBy: readonly Role[];
  readonly followedBy: readonly Role[];
  readonly usuallyFollowedBy: readonly Role[];
}

/** The roles in the order of the documentation. */
export const ROLE_NAMES = Object.keys(DEFINITIONS) as readonly Role[];

/** The definition of each role. */
export const ROLES: Readonly<Record<Role, RoleInfo>> = mapRoles((role) => toUniform(DEFINITIONS[role]));

/** The roles that have label words of their own. The turns of a chat have those of others. */
export const ROLES_WITH_WORDS = ROLE_NAMES.filter((role) => ROLES[role].words.en.length > 0);

/** True for the blocks that open a shot. */
export function isRequest(role: Role): boolean {
  return ROLES[role].isRequest === true;
}

/** True for the labels of function calling. */
export function isFunctionCalling(role: Role): boolean {
  return ROLES[role].style === 'function-calling';
}

/** True if what a block of the role reports came back from a call. */
export function isObservation(role: Role): boolean {
  return ROLES[role].part === 'observe';
}

/** True if a block of the role calls something or does something. */
export function isAction(role: Role): boolean {
  return ROLES[role].part === 'act';
}

/** The label words to write in a language, by role. */
export function labelNames(language: 'en' | 'zh-CN'): Readonly<Record<Role, string>> {
  return LABEL_NAMES[language];
}

const LABEL_NAMES = { en: namesIn('en'), 'zh-CN': namesIn('zh-CN') };

function namesIn(language: 'en' | 'zh-CN'): Readonly<Record<Role, string>> {
  return mapRoles((role) => ROLES[role].name[language]);
}

function mapRoles<Value>(toValue: (role: Role) => Value): Readonly<Record<Role, Value>> {
  return Object.fromEntries(ROLE_NAMES.map((role) => [role, toValue(role)])) as Record<Role, Value>;
}

/**
 * The definition with every property in the same order, absent ones included: roles are asked about several times for
 * each block, and the engine finds the properties of objects of one shape in a fraction of the time.
 */
function toUniform(definition: RoleInfo): RoleInfo {
  const { words, name, group, style, part, calls, confirmedBy, followedBy, usuallyFollowedBy } = definition;
  const { isRequest, setsStyle, numbered, givesFacts, identifies } = definition;
  const flags = { isRequest, setsStyle, numbered, givesFacts, identifies };
  return { words, name, group, style, part, calls, ...flags, confirmedBy, followedBy, usuallyFollowedBy };
}
