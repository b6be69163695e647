import { setUpAndRun } from './setup/index.mjs';

await setUpAndRun('scripts/tasks/testElectron.ts', {});
