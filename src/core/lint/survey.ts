import type { ShotsDocument } from '../model/model.ts';
import { addFingerprint, type Fingerprints, newFingerprinting } from './fingerprints.ts';
import { addShot, type NotableShots, newSelection } from './notableShots.ts';

/** What rules want to know of a document's shots. */
export interface ShotsSurvey {
  readonly notable: NotableShots;
  readonly fingerprints: Fingerprints;
}

/** Walks through a document's shots once for all rules: to fetch a shot from memory takes longer than to look at it. */
export function survey(document: ShotsDocument): ShotsSurvey {
  const notable = newSelection(document);
  const fingerprints = newFingerprinting(document);
  document.shots.forEach((shot) => {
    addShot(notable, shot);
    addFingerprint(fingerprints, shot);
  });
  return { notable, fingerprints };
}
