import { setUpAndRun } from './setup/index.mjs';

await setUpAndRun('scripts/tasks/testNightly.ts', {}, { FC_RUNS: process.env.FC_RUNS ?? '20000' });
