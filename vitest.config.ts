import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { patience } from './scripts/vscode/patience.ts';

const TESTS = 'test/**/*.test.ts';

/** Files that replace modules or globals for themselves: what they do must not reach the others. */
const isolated = globSync(TESTS, { cwd: import.meta.dirname })
  .filter((path) => /\bvi\.(?:mock|stubGlobal)\(/.test(readFileSync(new URL(path, import.meta.url), 'utf8')))
  .map((path) => path.replaceAll('\\', '/'));

// Neovim's test needs one, and the built command line: `npm test` has a stage for it, or says that it was left out.
const exclude = [
  'test/editor/**',
  'node_modules/**',
  'test/model/**',
  'test/consumers/**',
  ...(process.env.SOP_SHOTS_NEOVIM ? [] : ['**/neovim.test.ts']),
];

export default defineConfig({
  test: {
    setupFiles: ['test/support/properties.ts'],
    // Two cores are what the smallest build machine has.
    maxWorkers: 2,
    // In `npm test` they give way to the tests in a window.
    testTimeout: patience(60_000),
    projects: [
      // Loading the project's modules anew for each file would take as long as the tests.
      {
        extends: true,
        test: { name: 'together', include: [TESTS], exclude: [...exclude, ...isolated], isolate: false },
      },
      { extends: true, test: { name: 'isolated', include: isolated, exclude } },
    ],
  },
});
