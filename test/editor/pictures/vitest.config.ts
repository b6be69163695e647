import { defineConfig } from 'vitest/config';
import pages from '../page/vitest.config.ts';

/** Takes the pictures of the documentation with what the page tests use. */
export default defineConfig({
  ...pages,
  test: { ...pages.test, include: ['test/editor/pictures/*.test.ts'], maxWorkers: 1 },
});
