/**
 * `npm run bench`: measures what docs/performance.md promises and writes the figures there. Prints what got worse than the
 * committed figures, and exits with 1 if a ratio did.
 */
import { benchActivation } from './activation.ts';
import { benchCold } from './cold.ts';
import { benchDatasets } from './datasets.ts';
import { benchEvaluation } from './evaluation.ts';
import { benchFeatures } from './features.ts';
import { benchFinetuning } from './finetuning.ts';
import { benchLint } from './lint.ts';
import { benchPanel } from './panel.ts';
import { benchProcedures } from './procedures.ts';
import { reportRegressions } from './report.ts';
import { benchTokens } from './tokens.ts';
import { benchToolFiles } from './toolFiles.ts';

await benchLint();
await benchProcedures();
await benchCold();
await benchToolFiles();
await benchFeatures();
await benchFinetuning();
await benchTokens();
await benchDatasets();
await benchEvaluation();
await benchPanel();
await benchActivation();
if (reportRegressions()) process.exitCode = 1;
