import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/properties.ts'],
    // Neovim's test needs one, and the built command line: `npm test` has a stage for it, or says that it was left out.
    exclude: [
      'test/editor/**',
      'node_modules/**',
      'test/model/**',
      'test/consumers/**',
      ...(process.env.SOP_SHOTS_NEOVIM ? [] : ['**/neovim.test.ts']),
    ],
    // Two cores are what the smallest build machine has.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
