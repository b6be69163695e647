import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CodeServerOptions, quietSettings } from './codeServer.ts';
import { runCommand } from './processes.ts';

/** Installs a packaged extension into a desktop VS Code that keeps its data and extensions away from the user's. */
export async function installIntoDesktop(program: string, vsix: string, session: CodeServerOptions): Promise<void> {
  await mkdir(join(session.dataFolder, 'User'), { recursive: true });
  await writeFile(join(session.dataFolder, 'User', 'settings.json'), JSON.stringify(quietSettings, null, 2));
  await runCode(program, session, ['--install-extension', vsix, '--force']);
}

/** Opens a folder in it and resolves when its window is closed; the window ends with this process. */
export async function openInDesktop(program: string, workspace: string, session: CodeServerOptions): Promise<void> {
  process.on('exit', () => endDesktop(session));
  await runCode(program, session, ['--new-window', '--wait', '--disable-workspace-trust', workspace]);
}

async function runCode(program: string, session: CodeServerOptions, args: readonly string[]): Promise<void> {
  const all = ['--user-data-dir', session.dataFolder, '--extensions-dir', session.extensionsFolder, ...args];
  // On Windows `code` is a .cmd file, which only a shell can start.
  if (process.platform === 'win32') await runCommand('cmd.exe', ['/d', '/c', program, ...all]);
  else await runCommand(program, all);
}

/** The command `code` leaves the window to a process of its own, which notes its id in the data folder. */
function endDesktop(session: CodeServerOptions): void {
  try {
    const pid = Number(readFileSync(join(session.dataFolder, 'code.lock'), 'utf8'));
    if (pid > 0) process.kill(pid, 'SIGTERM');
  } catch {
    // The window has been closed already.
  }
}
