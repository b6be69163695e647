import type { Block, ShotsDocument } from '../../model/model.ts';
import type { TextRange } from '../../text/range.ts';
import type { Finding } from '../rule.ts';

/** What is reported where a label is missing, and is right again once it is there. */
const RULES: ReadonlySet<string> = new Set(['missing-observation', 'missing-action', 'block-order', 'call-syntax']);

/** The findings without those that follow from a misspelled label: they are in its block or beside it. */
export function withoutFollowUps(findings: readonly Finding[], document: ShotsDocument): readonly Finding[] {
  const misspelled = findings.filter(({ rule }) => rule === 'unknown-label');
  if (misspelled.length === 0) return findings;
  const places = misspelled.flatMap(({ range }) => placeOf(document, range));
  return findings.filter(
    ({ rule, range }) => !RULES.has(rule) || !places.some((place) => isFollowUp(place, rule, range)),
  );
}

interface Place extends TextRange {
  /** Where the misspelled label is. */
  readonly label: number;
}

function placeOf({ shots }: ShotsDocument, range: TextRange): readonly Place[] {
  const blocks = shots.find((shot) => shot.start <= range.start && range.start < shot.end)?.blocks ?? [];
  const index = blocks.findIndex((block) => block.start <= range.start && range.start < block.end);
  const neighbours: readonly (Block | undefined)[] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  const known = neighbours.filter((block) => block !== undefined);
  const [first] = known;
  const last = known.at(-1);
  return first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end, label: range.start }];
}

/** The text of a call before the misspelled label is the author's own mistake. */
function isFollowUp(place: Place, rule: string, { start }: TextRange): boolean {
  const from = rule === 'call-syntax' ? place.label : place.start;
  return from <= start && start < place.end;
}
