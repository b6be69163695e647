import type { JsonValue, Language, Tool, WritableStyle } from '../../core/index.ts';
import { note } from '../document/notes.ts';
import type { PhraseTable } from './phraseTable.ts';
import type { Random } from './random.ts';

/** What the scaffold builds shots from. */
export interface ScaffoldSource {
  readonly style: WritableStyle;
  readonly language: Language;
  readonly seed: number;
  /** What the procedure is about, for the request. */
  readonly title: string;
  readonly tools: readonly Tool[];
  /** Counts the attempts at a shot that differs from the others. */
  readonly retry?: number;
}

/** What the parts of a shot are built from. */
export interface ScaffoldState extends ScaffoldSource {
  readonly phrases: PhraseTable;
  readonly random: Random;
  readonly byName: ReadonlyMap<string, Tool>;
  /** Values the shot's calls have used so far, by parameter: one customer means one day, one device, one order. */
  readonly used: Map<string, JsonValue>;
  /** The tools that have failed so far: each does so once. */
  readonly failed: Set<string>;
}

/** A text with a comment that says what a person should write in its place. */
export function withNote(
  state: ScaffoldState,
  text: string,
  phrase: 'noteRequest' | 'noteObservation' | 'noteClosing',
): string {
  return text + note(state.phrases.say(phrase));
}
