import type { Project, ShotsDocument } from '../../core/index.ts';
import type { DraftPrint } from '../run/services.ts';
import { printShot } from './printShot.ts';

/** Prints shots for a document: a new one in the default style of its language, any other in its detected style. */
export function createPrinter(document: ShotsDocument, project?: Project): DraftPrint {
  return (content, style, language, id) => {
    const detectedStyle = document.shots.length > 0 ? document.detectedStyle : { language };
    return printShot(content, style, { ...detectedStyle, labels: project?.labels }, language, id);
  };
}
