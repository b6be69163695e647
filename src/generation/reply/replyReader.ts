import type { KnownTools } from '../../core/index.ts';
import { withoutNoteMarks } from '../document/notes.ts';
import type { Masker } from '../privacy/masker.ts';
import { createAnswerFinder, withoutEndTokens } from './answerStart.ts';
import { createJsonReader, findJsonObjects } from './jsonReader.ts';
import { parseMarkdownShots } from './markdownShots.ts';
import {
  isPlaceholderShot,
  type ShotContent,
  toPartialShotContent,
  toShotContent,
  type Unmask,
} from './shotContent.ts';

/** Reads a reply while it comes, whatever its form: JSON, Markdown, with or without words around it. */
export interface ReplyReader {
  /** Shots that have become complete. */
  push(piece: string): readonly ShotContent[];
  /**
   * The remaining shots. `whole` is false for a truncated reply, whose last shot is complete only if its form shows it.
   */
  end(whole: boolean): readonly ShotContent[];
  /** The shot that is still being written, as far as it has come. */
  readonly partial: ShotContent | undefined;
  /** The reply so far, as it came. */
  readonly text: string;
}

/** Reads the first shot of a reply that has come to its end. It is the one that a reader would find first. */
export function readFirstShot(
  text: string,
  whole: boolean,
  tools: KnownTools,
  masker: Masker | undefined,
): ShotContent | undefined {
  const start = createAnswerFinder()(text);
  if (start === undefined) return undefined;
  const unmask = createUnmask(masker);
  for (const value of findJsonObjects(text.slice(start))) {
    const shot = toShotContent(value, unmask);
    if (shot !== undefined) return shot;
  }
  const reader = createReplyReader(tools, masker);
  return [...reader.push(text), ...reader.end(whole)][0];
}

function createUnmask(masker: Masker | undefined): Unmask {
  return masker === undefined ? withoutNoteMarks : (text) => withoutNoteMarks(masker.unmaskReply(text));
}

export function createReplyReader(tools: KnownTools, masker: Masker | undefined): ReplyReader {
  const unmask = createUnmask(masker);
  const findAnswer = createAnswerFinder();
  let json = createJsonReader();
  let text = '';
  let begin: number | undefined;
  let fed = 0;
  let fromJson = 0;
  let fromMarkdown = 0;
  let looked = 0;
  let last: ShotContent | undefined;
  let held: ShotContent[] = [];
  /** Text that was read as the answer was reasoning after all. */
  const restart = (start: number): void => {
    json = createJsonReader();
    begin = start;
    fed = start;
    looked = start;
    fromJson = 0;
    fromMarkdown = 0;
    last = undefined;
    held = [];
  };
  const readMarkdown = (all: boolean): readonly ShotContent[] => {
    if (fromJson > 0) return [];
    const answer = text.slice(begin ?? 0);
    const shots = parseMarkdownShots(unmask(all ? withoutEndTokens(answer) : answer), tools);
    const ready = shots.slice(fromMarkdown, all ? undefined : -1);
    fromMarkdown += ready.length;
    last = shots[fromMarkdown];
    return ready.filter((shot) => !isPlaceholderShot(shot));
  };
  /** Words before the first shot can be reasoning without a tag: its shots wait for the end of the reply. */
  const release = (shots: readonly ShotContent[]): readonly ShotContent[] => {
    if (startsWithShot(text.slice(begin ?? 0, (begin ?? 0) + 400))) return [...held.splice(0), ...shots];
    held.push(...shots);
    return [];
  };
  return {
    get text() {
      return text;
    },
    get partial() {
      // In a shot written as Markdown, an object is the input of a call.
      if (fromJson === 0 && last !== undefined) return last;
      const { partial } = json;
      return partial === undefined ? undefined : toPartialShotContent(partial, unmask);
    },
    push: (piece) => {
      text += piece;
      const start = findAnswer(text);
      if (start === undefined) return [];
      if (start !== begin) restart(start);
      const found = json.push(text.slice(fed)).flatMap((value) => toShotContent(value, unmask) ?? []);
      fed = text.length;
      fromJson += found.length;
      if (found.length > 0 || json.unfinished || text.length - looked < getMinGrowth(looked)) return release(found);
      looked = text.length;
      return release(readMarkdown(false));
    },
    end: (whole) => {
      const rest = begin === undefined ? [] : readMarkdown(whole);
      return [...held.splice(0), ...rest];
    },
  };
}

/** True if an answer starts with JSON, a code fence, a bold label, a heading or a comment instead of prose. */
function startsWithShot(answer: string): boolean {
  return /^\s*(?:[{[]|```|\*\*|#|<!--)/.test(answer);
}

/**
 * By how much a document has to grow before it is read again: by so small a part of what it was that the first shot of
 * a reply is seen as soon as the second begins, and by so much that long replies stay cheap.
 */
function getMinGrowth(length: number): number {
  return Math.min(400, length / 40);
}
