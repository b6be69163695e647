import type { Language } from '../../l10n/messages.ts';
import { labelNames, ROLES, type Role } from '../../parser/roles.ts';
import type { BlockNode, DetectedStyle } from '../../parser/tree.ts';

/** True if a block may follow another one as far as every rule is concerned. */
export function isRegularOrder(before: BlockNode, block: BlockNode): boolean {
  return before.roleInfo.usuallyFollowedBy.includes(block.role);
}

/** Roles that may come directly after a block of the given role. */
export function getRolesAfter(role: Role): readonly Role[] {
  return ROLES[role].followedBy;
}

/** The label word of a role: the one the document uses, else the usual one in the document's language. */
export function getRoleName(role: Role, detectedStyle: DetectedStyle): string {
  return detectedStyle.words[role] ?? labelNames(detectedStyle.language)[role];
}

/** The usual label words of a language. */
export function getUsualNames(language: Language): Readonly<Record<Role, string>> {
  return labelNames(language);
}
