import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { patience } from '../../../scripts/vscode/patience.ts';

/** Tests that drive the packaged extension through the window of a real VS Code, and its pages in a browser alone. */
export default defineConfig({
  root: fileURLToPath(new URL('../../..', import.meta.url)),
  test: {
    include: ['test/editor/{page,webview}/**/*.test.ts'],
    // For the tests of pages in a browser alone.
    alias: { vscode: fileURLToPath(new URL('../support/vscodeStandIn.ts', import.meta.url)) },
    globalSetup: ['test/editor/support/pageServers.ts'],
    // A window waits half of its time, so two keep the two cores of the smallest machine busy.
    maxWorkers: 2,
    // The files of a worker share its page.
    isolate: false,
    // A test in a real editor may need a second try, which is reported.
    retry: 1,
    expect: { poll: { timeout: patience(60_000) } },
    testTimeout: patience(180_000),
    hookTimeout: patience(120_000),
    pool: 'forks',
  },
});
