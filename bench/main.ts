/** `npm run bench`: measures what docs/performance.md promises and writes the figures there. */
import { benchActivation } from './activation.ts';
import { benchFeatures } from './features.ts';
import { benchFinetuning } from './finetuning.ts';
import { benchLint } from './lint.ts';
import { benchPanel } from './panel.ts';

await benchLint();
await benchFeatures();
await benchFinetuning();
await benchPanel();
await benchActivation();
