import type { Project, ShotsDocument } from '../../core/index.ts';
import type { DraftPrint } from '../run/services.ts';
import { printShot } from './printShot.ts';

/** Writes shots for a document: a new document begins in the habit of its language, any other goes on in its own. */
export function printerFor(document: ShotsDocument, project?: Project): DraftPrint {
  return (content, style, language, id) => {
    const habit = document.shots.length > 0 ? document.habit : { language };
    return printShot(content, style, { ...habit, labels: project?.labels }, language, id);
  };
}
