import { type Language, type PrintStyle, printShots, type ShotStyle } from '../../core/index.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { withNotes } from './notes.ts';
import { shotDraft } from './shotDraft.ts';

/** Writes one shot as a draft with its id, or, without an id, as one that is not complete. No line break ends it. */
export function printShot(
  content: ShotContent,
  style: ShotStyle,
  print: PrintStyle,
  language: Language,
  id?: string,
): string {
  return withNotes(printShots([shotDraft(content, style, language, id)], print)).trimEnd();
}
