import type { Language } from '../l10n/messages.ts';
import { LABEL_NAMES } from '../parser/labelNames.ts';
import type { DocumentHabit, Role } from '../parser/tree.ts';

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
  // Who speaks before calling says so; the call follows.
  answer: ['apiRequest'],
  userRequest: ['think', 'action', 'plan', 'apiSchema', 'apiRequest', 'answer'],
  apiSchema: ['think', 'action', 'apiSchema', 'apiRequest'],
  apiRequest: ['think', 'apiRequest', 'apiResponse', 'observation', 'answer'],
  apiResponse: ['think', 'action', 'apiRequest', 'apiResponse', 'answer'],
};

/** What follows what in a plain shot of each style: no rule about order or missing blocks has anything to say there. */
const PLAIN: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  user: ['think', 'action', 'plan', 'answer'],
  userRequest: ['apiSchema', 'apiRequest', 'answer'],
  apiSchema: ['apiRequest'],
  apiRequest: ['apiResponse', 'answer'],
  apiResponse: ['answer'],
  think: ['action', 'answer'],
  action: ['observation', 'actionInput', 'action', 'think'],
  actionInput: ['observation'],
  observation: ['think', 'action', 'step', 'answer', 'observation'],
  plan: ['step', 'think'],
  step: ['step', 'think', 'answer'],
};

/** True if a block may follow another one as far as every rule is concerned. */
export function isRegular(before: Role, role: Role): boolean {
  return PLAIN[before]?.includes(role) === true;
}

/** Roles that may come directly after a block of the given role. */
export function rolesAfter(role: Role): readonly Role[] {
  return FOLLOWERS[role];
}

/** The label word of a role: the one the document uses, else the usual one in the document's language. */
export function roleName(role: Role, habit: DocumentHabit): string {
  return habit.words[role] ?? LABEL_NAMES[habit.language][role];
}

/** The usual label words of a language. */
export function usualNames(language: Language): Readonly<Record<Role, string>> {
  return LABEL_NAMES[language];
}

export function isRequest(role: Role): boolean {
  return role === 'user' || role === 'userRequest';
}
