import { setUpAndRun } from './setup/index.mjs';

await setUpAndRun('scripts/tasks/tour.ts', { vscode: true, chromium: true });
