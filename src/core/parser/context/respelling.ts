import type { LabelledBlock, Spelling } from '../labelledBlock.ts';
import { ROLES, type Role } from '../roles.ts';

/** Gives labels another role than that of their word. Labels of one spelling and one role share their new spelling. */
export type Respelling = (token: LabelledBlock, role: Role) => LabelledBlock;

export function createRespelling(): Respelling {
  const known = new Map<Spelling, Map<Role, Spelling>>();
  return (token, role) => {
    if (token.role === role) return token;
    let byRole = known.get(token.spelling);
    if (byRole === undefined) {
      byRole = new Map();
      known.set(token.spelling, byRole);
    }
    let spelling = byRole.get(role);
    if (spelling === undefined) {
      spelling = { ...token.spelling, role, roleInfo: ROLES[role] };
      byRole.set(role, spelling);
    }
    return token.withSpelling(spelling);
  };
}
