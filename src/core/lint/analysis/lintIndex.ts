import type { ShotsDocument } from '../../model/model.ts';
import type { ToolCatalog } from '../../schemas/tool.ts';
import { addFingerprint, createFingerprinter, type Fingerprints } from './fingerprints.ts';
import { type CallsByProblem, createCallIndexer, indexCalls } from './indexCalls.ts';
import { createShotIndexer, indexShot, type ShotsByProblem } from './indexShots.ts';
import type { LongNumbers } from './longNumbers.ts';

/** What rules want to know of a document's shots. */
export interface LintIndex {
  readonly shots: ShotsByProblem;
  readonly calls: CallsByProblem;
  readonly fingerprints: Fingerprints;
}

/** Walks through a document's shots once for all rules: to fetch a shot from memory takes longer than to look at it. */
export function buildLintIndex(document: ShotsDocument, tools: ToolCatalog, numbers: LongNumbers): LintIndex {
  const shots = createShotIndexer(document);
  const callIndexer = createCallIndexer(tools, numbers);
  const fingerprints = createFingerprinter(document);
  document.shots.forEach((shot) => {
    indexShot(shots, shot);
    indexCalls(callIndexer, shot);
    addFingerprint(fingerprints, shot);
  });
  return { shots, calls: callIndexer.calls, fingerprints };
}
