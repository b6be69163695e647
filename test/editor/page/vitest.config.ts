import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that drive the packaged extension through the window of a real VS Code. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: ['test/editor/page/**/*.test.ts'],
    globalSetup: ['test/editor/support/installedExtension.ts'],
    // One window at a time: two real editors at once make a small machine miss its time-outs.
    maxWorkers: 1,
    // A test in a real editor may need a second try, which is reported.
    retry: 1,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
