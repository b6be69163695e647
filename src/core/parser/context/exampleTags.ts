import type { ActiveToken, FenceLineToken } from '../lineTokens.ts';

const TAG = /<(\/?)(?:few_?shot_?)?(?:example|shot)s?(?:[ _-]?\d{1,4})?>[ \t]*(?=[\r\n]|$)/iy;

/** The line of an `<example>` or `</example>` tag at an offset, without its break; undefined for other lines. */
export function readExampleTag(text: string, at: number): FenceLineToken | undefined {
  TAG.lastIndex = at;
  const match = TAG.exec(text);
  if (match === null) return undefined;
  return { kind: 'fenceLine', at, quoted: false, opens: match[1] === '', end: at + match[0].length };
}

/** Adds the lines of example tags, which divide shots. Those in code fences and comments are text. */
export function withExampleTags(
  text: string,
  tokens: readonly ActiveToken[],
  places: readonly number[],
): readonly ActiveToken[] {
  const result: ActiveToken[] = [];
  let next = 0;
  let end = 0;
  const addTags = (limit: number): void => {
    for (let place = places[next]; place !== undefined && place < limit; place = places[++next]) {
      const tag = place < end ? undefined : readExampleTag(text, place);
      if (tag !== undefined) result.push(tag);
    }
  };
  for (const token of tokens) {
    addTags(token.at);
    if (token.kind === 'fenced') end = Math.max(end, token.fence.end);
    if (token.kind === 'comment') end = Math.max(end, token.node.end);
    result.push(token);
  }
  addTags(text.length);
  return result;
}
