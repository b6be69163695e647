import { setUpAndRun } from './setup/index.mjs';

const { FC_RUNS = '20000', FC_SEED = `${Date.now() % 2 ** 31}` } = process.env;

await setUpAndRun('scripts/tasks/testNightly.ts', {}, { FC_RUNS, FC_SEED });
