import type { Move } from '../clauses/moves.ts';
import { areExclusive } from './graph.ts';

/** `意识清醒的，检查有无外伤；有外伤的，止血`: a second condition about something else is nested in the first. */
export function nestConditions(moves: readonly Move[]): readonly Move[] {
  const [first, second] = moves;
  if (first?.kind !== 'side' || second?.kind !== 'side' || first.form === 'case' || first.moves[0]?.kind !== 'do')
    return moves;
  if (first.moves.some(({ kind }) => kind !== 'do') || moves.some(({ kind }) => kind === 'else')) return moves;
  const others = moves.slice(1);
  const isApart = others.every((move) => move.kind !== 'side' || !areExclusive(first.condition, move.condition));
  const isSame = second.condition.text === first.condition.text;
  if (!isApart || isSame || !(isCheck(first) || isAnswered(first, second))) return moves;
  return [{ ...first, moves: [...first.moves, ...others] }];
}

/** True if the action of a side finds something out, which the next condition asks for. */
function isCheck(side: Move & { readonly kind: 'side' }): boolean {
  const [first] = side.moves;
  return (
    first?.kind === 'do' &&
    /检查|查询|询问|核实|核对|判断|测量|\b(?:check|ask|look|measure|inspect|find|see|search|call|try)\b/iu.test(
      first.text,
    )
  );
}

/** True if the action puts something to somebody, and the next condition is the answer. */
function isAnswered(side: Move & { readonly kind: 'side' }, next: Move & { readonly kind: 'side' }): boolean {
  const [first] = side.moves;
  const puts =
    first?.kind === 'do' &&
    /告知|说明|建议|推荐|提出|\b(?:offer|name|tell|propose|suggest|explain)\b/iu.test(first.text);
  return (
    puts && /接受|同意|拒绝|愿意|坚持|\b(?:accept|agree|refuse|decline|insist|want|reject)/iu.test(next.condition.text)
  );
}
