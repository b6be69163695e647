/** A condition found in a step's text, in the author's words. */
export interface Condition {
  /** `否则` and `otherwise` stand for everything the conditions before them leave open. */
  readonly kind: 'if' | 'else';
  readonly text: string;
}

const chinese =
  /(?:如果|若是|若|倘若|假如|一旦|万一|如遇|(?<![例比诸譬])如(?![下何同果图上]))[^，。；,;：:\n]{2,40}|当[^，。；,;：:\n]{2,30}时/g;
/** "Find out when an engineer is free" asks for a time. */
const english =
  /\b(?:if|(?<!\b(?:out|ask|know|say|tell|see|check|decide|learn|explain)\s+)when|unless|in case|whenever|as long as)\s+[^,.;:\n]{3,90}/gi;
const elsewise = /否则|不然|反之|其[他余]情况|\b(?:otherwise|if not|in (?:all|any) other cases?)\b/gi;

/** Finds the conditions of a step, in the order in which they stand. */
export function conditionsIn(text: string): readonly Condition[] {
  const places = [
    ...[...text.matchAll(elsewise)].map((match) => ({ at: match.index, kind: 'else' as const, text: match[0] })),
    ...[...text.matchAll(chinese), ...text.matchAll(english)].map((match) => {
      return { at: match.index, kind: 'if' as const, text: match[0].trim() };
    }),
  ].toSorted((a, b) => a.at - b.at);
  const apart = places.filter(({ at }, index) => {
    const before = places[index - 1];
    return before === undefined || at >= before.at + before.text.length;
  });
  return apart.map(({ kind, text: words }) => ({ kind, text: words }));
}
