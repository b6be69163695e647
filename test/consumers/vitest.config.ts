import { defineConfig } from 'vitest/config';

/**
 * Tests with the real consumers of written files, such as PEFT and trainers from PyPI. They need Python and a network for
 * the first run, and take long: `npm run test:consumers`.
 */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/consumers/*.test.ts'],
    exclude: process.env.SOP_SHOTS_JSON_SCHEMA_SUITE ? [] : ['**/jsonSchemaSuite.test.ts'],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
