import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/properties.ts'],
    exclude: ['test/editor/**', 'node_modules/**'],
    // Two cores are what the smallest build machine has.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
