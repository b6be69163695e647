import { defineMessages, type Message } from '../../core/index.ts';
import type { ChatRequest } from '../model.ts';
import { ALIAS_PATTERN } from '../privacy/aliases.ts';
import { findNameLikeRanges, type NameLikeRange } from '../privacy/nameLikes.ts';
import { toRequestText } from '../prompt/requestText.ts';

const say = defineMessages({
  replaced: {
    en: 'Replaced by aliases: {count} {count|occurrence|occurrences} of {names} {names|name|names}.',
    'zh-CN': '已替换为别名：{names} 个名称，共 {count} 处。',
  },
  names: {
    en: 'Looks like a name and is sent as it is: {names}.',
    'zh-CN': '看起来像名称、但会原样发送：{names}。',
  },
  more: { en: '{names} and {count} more', 'zh-CN': '{names} 等（另有 {count} 个）' },
  none: { en: 'Nothing else looks like a name.', 'zh-CN': '没有发现其他像名称的内容。' },
});

/** A range of a shown request: an alias that stands for a name, or text that looks like a name and is sent. */
export interface PreviewMark extends NameLikeRange {
  readonly kind: 'replaced' | 'name-like';
}

/** A request to be read before it is sent. */
export interface RequestPreview {
  readonly text: string;
  /** In order, without overlaps. */
  readonly marks: readonly PreviewMark[];
  /** What the marks say, in words, for a terminal and for screen readers. */
  readonly notes: readonly Message[];
}

const SHOWN_NAMES = 12;

/**
 * The text of a request with its marks. In a masked request everything in the form of an alias is one, because text of
 * the user's own in that form was replaced too.
 */
export function createRequestPreview(request: ChatRequest, isMasked: boolean): RequestPreview {
  const text = toRequestText(request);
  const replaced = isMasked ? [...text.matchAll(ALIAS_PATTERN)].map(({ 0: alias, index }) => ({ alias, index })) : [];
  const aliases = replaced.map(({ alias, index }): PreviewMark => {
    return { kind: 'replaced', start: index, end: index + alias.length };
  });
  const starts = new Set(aliases.map(({ start }) => start));
  // Aliases have the form of identifiers.
  const nameLike = findNameLikeRanges(text.replace(ALIAS_PATTERN, isMasked ? toBlank : keep)).filter(
    ({ start }) => !starts.has(start),
  );
  const marks = [...aliases, ...nameLike.map((range): PreviewMark => ({ kind: 'name-like', ...range }))];
  return {
    text,
    marks: marks.toSorted((a, b) => a.start - b.start),
    notes: [
      ...(isMasked
        ? [say('replaced', { count: replaced.length, names: new Set(replaced.map(({ alias }) => alias)).size })]
        : []),
      toNameNote([...new Set(nameLike.map(({ start, end }) => text.slice(start, end)))]),
    ],
  };
}

function toNameNote(names: readonly string[]): Message {
  if (names.length === 0) return say('none');
  const shown = names.slice(0, SHOWN_NAMES);
  const more = names.length - shown.length;
  return say('names', { names: more === 0 ? shown : say('more', { names: shown, count: more }) });
}

const toBlank = (alias: string): string => ' '.repeat(alias.length);
const keep = (text: string): string => text;
