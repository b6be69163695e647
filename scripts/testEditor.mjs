import { setUpAndRun } from './setup/index.mjs';

await setUpAndRun('scripts/tasks/testEditor.ts', { vscode: true, chromium: true });
