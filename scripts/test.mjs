import { setUpAndRun } from './setup/index.mjs';

await setUpAndRun('scripts/tasks/test.ts', { vscode: true, chromium: true });
