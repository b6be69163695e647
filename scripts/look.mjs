import { setUpAndRun } from './setup/index.mjs';

await setUpAndRun('scripts/tasks/look.ts', { vscode: true, chromium: true });
