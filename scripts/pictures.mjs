import { setUpAndRun } from './setup/index.mjs';

await setUpAndRun('scripts/tasks/pictures.ts', { vscode: true, chromium: true });
