import { findDesktopCode } from './setup/desktopCode.mjs';
import { setUpAndRun } from './setup/index.mjs';

// The desktop VS Code needs no set-up; the check needs a browser of its own to load the page.
const check = process.argv.includes('--check');
const desktop = check || process.argv.includes('--browser') ? undefined : findDesktopCode();
const extra = desktop ? { SOP_SHOTS_DESKTOP_CODE: desktop } : {};
await setUpAndRun('scripts/tasks/start.ts', { vscode: !desktop, chromium: check }, extra);
