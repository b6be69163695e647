import type { ShotsDocument } from '../model/model.ts';
import type { ToolCatalog } from '../schemas/tool.ts';
import { addFingerprint, type Fingerprints, newFingerprinting } from './fingerprints.ts';
import type { LongNumbers } from './longNumbers.ts';
import { addCalls, type NotableCalls, newCallSelection } from './notableCalls.ts';
import { addShot, type NotableShots, newSelection } from './notableShots.ts';

/** What rules want to know of a document's shots. */
export interface ShotsSurvey {
  readonly notable: NotableShots;
  readonly calls: NotableCalls;
  readonly fingerprints: Fingerprints;
}

/** Walks through a document's shots once for all rules: to fetch a shot from memory takes longer than to look at it. */
export function survey(document: ShotsDocument, tools: ToolCatalog, numbers: LongNumbers): ShotsSurvey {
  const notable = newSelection(document);
  const calls = newCallSelection(tools, numbers);
  const fingerprints = newFingerprinting(document);
  document.shots.forEach((shot) => {
    addShot(notable, shot);
    addCalls(calls, shot);
    addFingerprint(fingerprints, shot);
  });
  return { notable, calls: calls.selected, fingerprints };
}
