import { type Language, type PrintStyle, printShots, type ShotStyle } from '../../core/index.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { withNotes } from './notes.ts';
import { shotDraft } from './shotDraft.ts';

/** Writes one shot with its id and as a draft, without a line break at its end. */
export function printShot(
  content: ShotContent,
  style: ShotStyle,
  print: PrintStyle,
  language: Language,
  id: string,
): string {
  return withNotes(printShots([shotDraft(content, style, language, id)], print)).trimEnd();
}
