import { movesOf } from '../roles/partMoves.ts';
import type { Part } from '../roles/role.ts';

const OUT_OF_SCOPE =
  /不属于|不在[^，。；]{0,12}(?:范围|职责|权限)|超出[^，。；]{0,12}(?:范围|职责|权限)|非本[\p{Script=Han}]/u;

/** The order in which articles are applied. */
export interface ArticleOrder {
  readonly parts: readonly Part[];
  /** Articles that say what happens to a matter that is none of this procedure: it ends with them. */
  readonly outOfScope: ReadonlySet<Part>;
}

/**
 * Articles (`第三条`) state cases, not an order. Whether the matter belongs here is settled before the cases of the
 * article above it.
 */
export function orderArticles(parts: readonly Part[]): ArticleOrder {
  const ordered: Part[] = [];
  const outOfScope = new Set<Part>();
  for (const part of parts) {
    const before = ordered.at(-1);
    if (before !== undefined && isOutOfScope(part) && opensWithCase(before)) {
      ordered.splice(-1, 0, part);
      outOfScope.add(part);
    } else ordered.push(part);
  }
  return { parts: ordered, outOfScope };
}

function isOutOfScope(part: Part): boolean {
  if (part.node.marker?.style !== 'article' || part.role !== 'step') return false;
  const [move, ...others] = movesOf(part);
  return others.length === 0 && move?.kind === 'side' && OUT_OF_SCOPE.test(move.condition.text);
}

function opensWithCase(part: Part): boolean {
  return part.node.marker?.style === 'article' && part.role === 'step' && movesOf(part)[0]?.kind === 'side';
}
