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
      'test/consumers/{peft,trainers,acceptanceData,datasetFiles,chatTemplates,trainerData,promptSelection,statistics,liteLlm}.test.ts',
      ...(process.env.SOP_SHOTS_NEOVIM ? [] : ['**/neovim.test.ts']),
      ...(process.env.SOP_SHOTS_JSON_SCHEMA_SUITE ? [] : ['**/jsonSchemaSuite.test.ts']),
      ...(process.env.SOP_SHOTS_TOOL_FILES ? [] : ['**/pythonJsonschema.test.ts']),
    ],
    // Two cores are what the smallest build machine has.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
