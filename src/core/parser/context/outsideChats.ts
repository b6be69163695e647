import type { LabelledBlock } from '../labelledBlock.ts';
import type { Role } from '../roles.ts';
import { resolvePairs } from './pairs.ts';
import { getToolRoleOutside } from './toolLabels.ts';
import { isToolWord } from './words.ts';

/** Gives the labels that are in no chat their roles. What is left out of the map is text. */
export function resolveOutside(text: string, blocks: readonly LabelledBlock[]): ReadonlyMap<LabelledBlock, Role> {
  const pairs = resolvePairs(blocks);
  const roles = new Map<LabelledBlock, Role>();
  blocks.forEach((token, index) => {
    const { context } = token.spelling;
    const next = blocks[index + 1];
    const role = isToolWord(token.spelling)
      ? getToolRoleOutside(text, token, blocks[index - 1], next)
      : context === undefined
        ? token.role
        : pairs.get(token);
    if (role !== undefined) roles.set(token, role);
  });
  return roles;
}
