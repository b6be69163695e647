import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { patience } from '../../../scripts/vscode/patience.ts';

/** Tests that drive the packaged extension through the window of a real VS Code. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: ['test/editor/page/**/*.test.ts'],
    globalSetup: ['test/editor/support/pageServers.ts'],
    // A window waits half of its time, so two keep the two cores of the smallest machine busy.
    maxWorkers: 2,
    // The files of a worker share its page.
    isolate: false,
    // A test in a real editor may need a second try, which is reported.
    retry: 1,
    testTimeout: patience(180_000),
    hookTimeout: patience(120_000),
    pool: 'forks',
  },
});
