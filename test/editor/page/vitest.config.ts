import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that drive the packaged extension through the window of a real VS Code. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: ['test/editor/page/**/*.test.ts'],
    globalSetup: ['test/editor/support/installedExtension.ts'],
    // One window at a time: two real editors at once make a small machine miss its own deadlines.
    maxWorkers: 1,
    // An editor has a life of its own: a test may have a second try, which is reported.
    retry: 1,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
