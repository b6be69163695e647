import { CODE } from '../characters.ts';
import type { ActiveToken, FenceLineToken } from '../lineTokens.ts';
import { isRequest } from '../roles.ts';

const TAG = /<(\/?)(?:few_?shot_?)?(?:example|shot)s?(?:[ _-]?\d{1,4})?>[ \t]*(?=[\r\n]|$)/iy;

/** `EXAMPLE`, `END OF EXAMPLE`, `---- START OF EXAMPLE ----`, `###`, `Begin!`: the first group is set if one begins. */
const DIVIDER =
  /(?:(?:-{3,60} ?)?(?:(START OF )|END OF )EXAMPLES?(?: ?-{3,60})?|(EXAMPLE)|#{3,5}|(?:Now |Let['’]s )?[Bb]egin[!.])[ \t]*(?=[\r\n]|$)/y;

/** True for the few characters with which a line that divides examples can begin; a cheap look before the real one. */
export function mayDivideExamples(text: string, at: number, code: number): boolean {
  switch (code) {
    case CODE.less:
      return true;
    case CODE.hash:
    case CODE.minus:
      return text.charCodeAt(at + 2) === code;
    case 0x45:
      return text.startsWith('EXAMPLE', at) || text.startsWith('END OF ', at);
    case 0x53:
      return text.startsWith('START OF ', at);
    case 0x42:
    case 0x62:
      return text.startsWith('egin', at + 1);
    case 0x4e:
      return text.startsWith('Now ', at);
    case 0x4c:
      return text.startsWith('Let', at);
    default:
      return false;
  }
}

/** The line at an offset, without its break, if it divides examples; undefined for other lines. */
export function readExampleLine(text: string, at: number): FenceLineToken | undefined {
  return readTag(text, at) ?? readDivider(text, at);
}

function readTag(text: string, at: number): FenceLineToken | undefined {
  TAG.lastIndex = at;
  const match = TAG.exec(text);
  return match === null ? undefined : toLine(at, match[0], match[1] === '');
}

function readDivider(text: string, at: number): FenceLineToken | undefined {
  DIVIDER.lastIndex = at;
  const match = DIVIDER.exec(text);
  return match === null ? undefined : toLine(at, match[0], (match[1] ?? match[2]) !== undefined);
}

function toLine(at: number, { length }: string, opens: boolean): FenceLineToken {
  return { kind: 'fenceLine', at, quoted: false, opens, end: at + length };
}

/**
 * Adds the lines that divide examples. Those in code fences and comments are text; so is a line without a tag that no
 * request follows as the next label.
 */
export function withExampleLines(
  text: string,
  tokens: readonly ActiveToken[],
  places: readonly number[],
): readonly ActiveToken[] {
  const result: ActiveToken[] = [];
  let next = 0;
  let end = 0;
  const addLines = (limit: number, isFollowed: boolean): void => {
    for (let place = places[next]; place !== undefined && place < limit; place = places[++next]) {
      if (place < end) continue;
      const line = readTag(text, place) ?? (isFollowed ? readDivider(text, place) : undefined);
      if (line !== undefined) result.push(line);
    }
  };
  const isFollowed = followedByRequests(tokens);
  tokens.forEach((token, index) => {
    addLines(token.at, isFollowed[index] ?? true);
    if (token.kind === 'fenced') end = Math.max(end, token.fence.end);
    if (token.kind === 'comment') end = Math.max(end, token.node.end);
    result.push(token);
  });
  addLines(text.length, true);
  return result;
}

/** For each token, whether the label at or after it, if there is one, is a request's or a system's. */
function followedByRequests(tokens: readonly ActiveToken[]): readonly boolean[] {
  const followed = new Array<boolean>(tokens.length);
  let isFollowed = true;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token?.kind === 'block') isFollowed = isRequest(token.role) || token.role === 'system';
    followed[index] = isFollowed;
  }
  return followed;
}
