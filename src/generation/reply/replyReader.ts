import type { KnownTools } from '../../core/index.ts';
import { withoutNoteMarks } from '../document/notes.ts';
import type { Masker } from '../privacy/masker.ts';
import { createJsonReader } from './jsonReader.ts';
import { shotsInMarkdown } from './markdownShots.ts';
import { begunShotOf, type ShotContent, shotContentOf } from './shotContent.ts';

/** Reads a reply while it comes, whatever its form: JSON, Markdown, with or without words around it. */
export interface ReplyReader {
  /** Shots that have become complete. */
  push(piece: string): readonly ShotContent[];
  /**
   * The rest. `whole` says whether the reply ended by itself: the last shot of one that broke off is complete only
   * where its form says so.
   */
  end(whole: boolean): readonly ShotContent[];
  /** The shot that is still being written, as far as it has come. */
  readonly begun: ShotContent | undefined;
  /** The reply so far, as it came. */
  readonly text: string;
}

export function createReplyReader(tools: KnownTools, masker: Masker | undefined): ReplyReader {
  const json = createJsonReader();
  const unmask = (given: string): string => withoutNoteMarks(masker?.unmask(given) ?? given);
  let text = '';
  let begin: number | undefined;
  let fed = 0;
  let fromJson = 0;
  let fromMarkdown = 0;
  let looked = 0;
  let last: ShotContent | undefined;
  const readMarkdown = (all: boolean): readonly ShotContent[] => {
    if (fromJson > 0) return [];
    const shots = shotsInMarkdown(unmask(text.slice(begin ?? 0)), tools);
    const ready = shots.slice(fromMarkdown, all ? undefined : -1);
    fromMarkdown += ready.length;
    last = shots[fromMarkdown];
    return ready;
  };
  return {
    get text() {
      return text;
    },
    get begun() {
      // In a shot written as Markdown, an object is the input of a call.
      if (fromJson === 0 && last !== undefined) return last;
      const { begun } = json;
      return begun === undefined ? undefined : begunShotOf(begun, unmask);
    },
    push: (piece) => {
      text += piece;
      begin ??= answerStart(text);
      if (begin === undefined) return [];
      fed = Math.max(fed, begin);
      const found = json.push(text.slice(fed)).flatMap((value) => shotContentOf(value, unmask) ?? []);
      fed = text.length;
      fromJson += found.length;
      if (found.length > 0 || json.unfinished || text.length - looked < growthFor(looked)) return found;
      looked = text.length;
      return readMarkdown(false);
    },
    end: readMarkdown,
  };
}

/**
 * By how much a document has to grow before it is read again: by so small a part of what it was that the first shot of
 * a reply is seen as soon as the second begins, and by so much that long replies stay cheap.
 */
function growthFor(length: number): number {
  return Math.min(400, length / 40);
}

/** Where the answer begins: local models may think aloud before it. Undefined while that cannot be said yet. */
function answerStart(text: string): number | undefined {
  const start = text.trimStart();
  if (start.startsWith('<think>')) {
    const end = text.indexOf('</think>');
    return end === -1 ? undefined : end + '</think>'.length;
  }
  return start.length < '<think>'.length && '<think>'.startsWith(start) ? undefined : 0;
}
