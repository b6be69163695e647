/** `npm run bench`: measures what docs/performance.md promises and writes the figures there. */
import { benchActivation } from './activation.ts';
import { benchFeatures } from './features.ts';
import { benchLint } from './lint.ts';

await benchLint();
await benchFeatures();
await benchActivation();
