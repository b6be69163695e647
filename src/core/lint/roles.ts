import { defineMessages, type Message, verbatim } from '../l10n/messages.ts';
import type { DocumentHabit, Role } from '../parser/tree.ts';

const say = defineMessages({
  user: { en: 'User', 'zh-CN': '用户' },
  think: { en: 'Think', 'zh-CN': '思考' },
  action: { en: 'Action', 'zh-CN': '行动' },
  actionInput: { en: 'Action Input', 'zh-CN': '行动输入' },
  observation: { en: 'Observation', 'zh-CN': '观察' },
  plan: { en: 'Plan', 'zh-CN': '计划' },
  step: { en: 'Step', 'zh-CN': '步骤' },
  answer: { en: 'Answer', 'zh-CN': '回答' },
  userRequest: { en: 'User request', 'zh-CN': '用户请求' },
  apiSchema: { en: 'API schema', 'zh-CN': '接口定义' },
  apiRequest: { en: 'API request', 'zh-CN': '接口请求' },
  apiResponse: { en: 'API response', 'zh-CN': '接口返回' },
});

/**
 * Which blocks may directly follow a block in a shot. Blocks that are merely missing between two others
 * (an action after a think, an observation after an action) are left to the `missing-*` rules.
 */
const FOLLOWERS: Readonly<Record<Role, readonly Role[]>> = {
  user: ['think', 'action', 'plan', 'step', 'answer', 'apiSchema', 'apiRequest', 'observation'],
  think: ['think', 'action', 'plan', 'step', 'answer', 'apiSchema', 'apiRequest', 'observation'],
  action: ['action', 'actionInput', 'observation', 'think', 'step', 'answer'],
  actionInput: ['action', 'observation', 'think', 'step', 'answer'],
  observation: ['think', 'action', 'observation', 'step', 'answer', 'apiRequest'],
  plan: ['think', 'action', 'step', 'answer', 'apiRequest', 'observation'],
  step: ['think', 'action', 'observation', 'step', 'answer', 'apiRequest'],
  answer: [],
  userRequest: ['think', 'action', 'plan', 'apiSchema', 'apiRequest', 'answer'],
  apiSchema: ['think', 'action', 'apiSchema', 'apiRequest'],
  apiRequest: ['think', 'apiRequest', 'apiResponse', 'observation', 'answer'],
  apiResponse: ['think', 'action', 'apiRequest', 'apiResponse', 'answer'],
};

/** Roles that may come directly after a block of the given role. */
export function rolesAfter(role: Role): readonly Role[] {
  return FOLLOWERS[role];
}

/** A role by the word this document uses for it, else by its usual name. */
export function roleName(role: Role, habit: DocumentHabit): Message {
  const word = habit.words[role];
  return word === undefined ? say(role) : verbatim(word);
}

export function isRequest(role: Role): boolean {
  return role === 'user' || role === 'userRequest';
}
