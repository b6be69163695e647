import { type Language, type PrintStyle, printShots, type WritableStyle } from '../../core/index.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { withNotes } from './notes.ts';
import { toShotDraft } from './shotDraft.ts';

/** Writes one shot as a draft with its id, or, without an id, as one that is not complete. No line break ends it. */
export function printShot(
  content: ShotContent,
  style: WritableStyle,
  print: PrintStyle,
  language: Language,
  id?: string,
): string {
  return withNotes(printShots([toShotDraft(content, style, language, id)], print)).trimEnd();
}
