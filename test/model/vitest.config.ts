import { defineConfig } from 'vitest/config';

/** Generation and evaluation with a real model, whose weights are downloaded on the first run: `npm run test:model`. */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/model/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
  },
});
