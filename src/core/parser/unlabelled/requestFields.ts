import type { LabelledBlock } from '../labelledBlock.ts';
import type { ActiveToken, HeadingToken } from '../lineTokens.ts';
import { createTokenBlock } from '../tokenBlock.ts';
import { fieldOf } from './fields.ts';
import { type Line, linesBetween } from './form.ts';

const MIN_EXAMPLES = 2;
/** How much above a request is searched for the field. */
const MAX_ABOVE = 4000;

/** A request with the field above it. */
interface Preceded {
  readonly request: LabelledBlock;
  readonly line: Line;
}

/**
 * Examples each of which begins with a field above its request, such as `Relevant Context: …`: it belongs to the request
 * below it. A field that says nothing, such as `Previous Trial:`, is the title of the example.
 */
export function withRequestFields(text: string, tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  const preceded = findPreceded(text, tokens);
  if (preceded.length < MIN_EXAMPLES) return tokens;
  const replaced = new Map<ActiveToken, ActiveToken[]>();
  for (const one of preceded)
    replaced.set(one.request, isTitle(text, one) ? [toTitle(one), one.request] : [toRequest(one)]);
  return tokens.flatMap((token) => replaced.get(token) ?? [token]);
}

/** The requests with the field that is above all of them; none if one lacks it. */
function findPreceded(text: string, tokens: readonly ActiveToken[]): readonly Preceded[] {
  let shared: ReadonlySet<string> | undefined;
  let before = 0;
  const places: { readonly request: LabelledBlock; readonly lines: readonly Line[] }[] = [];
  for (const token of tokens) {
    if (token.kind === 'fenced') before = token.fence.end;
    if (token.kind !== 'block') continue;
    if (token.role === 'user') {
      const lines = token.spelling.context === undefined ? fieldsAbove(text, before, token.at) : [];
      shared = sharedKeys(shared, lines);
      places.push({ request: token, lines });
    }
    // Nearly all documents have no such field above their first request.
    if (shared === undefined || shared.size === 0) return [];
    before = token.labelEnd;
  }
  return places.flatMap(({ request, lines }) => {
    const line = lines.find(({ words }) => shared?.has(keyOf(words)));
    return line === undefined ? [] : [{ request, line }];
  });
}

function sharedKeys(shared: ReadonlySet<string> | undefined, lines: readonly Line[]): ReadonlySet<string> {
  const keys = lines.map(({ words }) => keyOf(words));
  return new Set(shared === undefined ? keys : keys.filter((key) => shared.has(key)));
}

/** The lines above a request that begin with a field, without the one that the label before it is on. */
function fieldsAbove(text: string, before: number, at: number): readonly Line[] {
  const from = Math.max(before, at - MAX_ABOVE);
  return linesBetween(text, from, at).filter(({ start, words }) => (start > from || from === 0) && keyOf(words) !== '');
}

/** What makes a line the same field; empty for a heading and other text. */
function keyOf(words: string): string {
  return words.startsWith('#') ? '' : (fieldOf(words)?.key ?? '');
}

function isTitle(text: string, { line, request }: Preceded): boolean {
  return /[:：]\s*$/.test(text.slice(line.start, request.at));
}

function toTitle({ line }: Preceded): HeadingToken {
  const { start, end, words } = line;
  const titleEnd = start + words.trimEnd().length;
  return { kind: 'heading', at: start, quoted: false, level: 2, titleStart: start, titleEnd: Math.min(titleEnd, end) };
}

function toRequest({ line: { start } }: Preceded): LabelledBlock {
  return createTokenBlock({ role: 'user', label: { start, end: start } });
}
