import { setUpAndRun } from './setup/index.mjs';

// On Windows the task runs the suites in a downloaded desktop VS Code instead of the server build.
const server = process.platform !== 'win32';
await setUpAndRun('scripts/tasks/test.ts', { vscode: server, chromium: server, neovim: true });
