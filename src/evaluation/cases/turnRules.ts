import {
  type JsonValue,
  type Round,
  readComment,
  readCommentValue,
  type Shot,
  type ShotsDocument,
  slice,
} from '../../core/index.ts';
import type { MatchRules } from '../matching/matchRules.ts';

/** What the comments in a round or directly after it say about the comparison of its calls. */
export function readTurnRules({ text }: ShotsDocument, shot: Shot, round: Round): MatchRules {
  const accepted = new Map<string, readonly JsonValue[] | 'any'>();
  const ignored = new Set<string>();
  const extraTools = new Set<string>();
  for (const comment of shot.comments) {
    if (findRound(shot, comment.start) !== round) continue;
    const said = readComment(text, comment);
    if (said.kind === 'accept') {
      const isAny = said.values.some((range) => slice(text, range) === '*');
      const values = said.values.map((range) => readCommentValue(text, range).value);
      const earlier = accepted.get(said.parameter) ?? [];
      accepted.set(said.parameter, isAny || earlier === 'any' ? 'any' : [...earlier, ...values]);
    } else if (said.kind === 'ignore') for (const { text: name } of said.names) ignored.add(name);
    else if (said.kind === 'allow-extra') for (const { text: name } of said.names) extraTools.add(name);
  }
  return { accepted, ignored, extraTools };
}

/** The last round that begins before an offset; before all of them the first. */
function findRound({ rounds }: Shot, offset: number): Round | undefined {
  return rounds.findLast(({ start }) => start <= offset) ?? rounds[0];
}
