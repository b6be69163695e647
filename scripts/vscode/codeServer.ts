import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeServerFolder } from './environment.ts';
import { patience } from './patience.ts';
import { type RunningProcess, runCommand, startProcess } from './processes.ts';

/** How long a server may take to listen, in milliseconds. */
const startTimeout = patience(60_000);

export interface CodeServerOptions {
  /** User data: settings, state and logs. Made if missing. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  /** The folder of the extensions that VS Code brings; all of them unless set. */
  readonly builtInExtensionsFolder?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** User settings over the quiet defaults of `quietSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Lets a page hand over tests for the extension host; modal dialogs are then refused. */
  readonly testDriver?: boolean;
  /** Added to the environment, which the extension host inherits. */
  readonly env?: NodeJS.ProcessEnv;
  readonly onOutput?: (text: string) => void;
}

export interface CodeServer {
  readonly host: string;
  /** The address of a window on a folder or a workspace file, or on none. */
  address(opened?: string, payload?: readonly (readonly [string, string])[]): string;
  output(): string;
  stop(): Promise<void>;
  readonly exited: Promise<unknown>;
}

/** Settings that turn off features unrelated to the extension and requests to a network. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  // As on the desktop. The browser's default saves a second after an edit, under the hands of author and tests.
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'security.workspace.trust.untrustedFiles': 'open',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Settings of windows in tests: a blinking cursor is drawn again and again. Menus need motion: without it a click is lost. */
export const steadySettings: Readonly<Record<string, unknown>> = { 'editor.cursorBlinking': 'solid' };

/** Settings that take from a window what nobody looks at in tests of the API, and what is drawn anew with every editor. */
export const plainSettings: Readonly<Record<string, unknown>> = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.stickyScroll.enabled': false,
  'window.commandCenter': false,
  'workbench.editor.showTabs': 'none',
  'workbench.layoutControl.enabled': false,
};

/** Starts VS Code's server with its workbench at a loopback address. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  await writeSettings(options.dataFolder, options.settings);
  const args = [
    ...(await commonArguments(options)),
    '--auth=none',
    `--bind-addr=127.0.0.1:${options.port ?? 0}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--disable-proxy',
    '--ignore-last-opened',
    // The server and the windows are on one machine.
    '--vscode-option',
    'disable-websocket-compression',
    ...(options.testDriver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ...(options.builtInExtensionsFolder
      ? ['--vscode-option', `builtin-extensions-dir=${options.builtInExtensionsFolder}`]
      : []),
  ];
  const server = startProcess(process.execPath, [...serverProgram(), ...args], {
    env: serverEnvironment(options.env),
    ...(options.onOutput ? { onOutput: options.onOutput } : {}),
  });
  const host = await listening(server);
  return {
    host,
    address: (opened, payload) => getWindowAddress(host, opened, payload),
    output: server.output,
    stop: server.stop,
    exited: server.exited,
  };
}

/** Copies extensions that VS Code brings into a folder, for a server that is to have no others of them. */
export async function copyBuiltInExtensions(folder: string, names: readonly string[]): Promise<void> {
  const source = join(codeServerFolder(), 'lib', 'vscode', 'extensions');
  await Promise.all(names.map((name) => cp(join(source, name), join(folder, name), { recursive: true })));
}

/** Installs a packaged extension; needs no network. */
export async function installExtension(vsix: string, options: CodeServerOptions): Promise<void> {
  const args = [...serverProgram(), ...(await commonArguments(options)), '--install-extension', vsix, '--force'];
  await runCommand(process.execPath, args, { env: serverEnvironment() });
}

function serverProgram(): readonly string[] {
  return [join(codeServerFolder(), 'out', 'node', 'entry.js')];
}

/** An own, empty configuration file keeps the user's one out of the tests. */
async function commonArguments(options: CodeServerOptions): Promise<readonly string[]> {
  await mkdir(options.dataFolder, { recursive: true });
  const config = join(options.dataFolder, 'code-server.yaml');
  await writeFile(config, '{}\n');
  return [
    `--config=${config}`,
    `--user-data-dir=${options.dataFolder}`,
    `--extensions-dir=${options.extensionsFolder}`,
  ];
}

/** Writes the user settings, over the quiet defaults, of the windows that a server opens from now on. */
export async function writeSettings(
  dataFolder: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const folder = join(dataFolder, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`);
}

/** A terminal inside VS Code, or a hosting environment, sets variables that change how the server starts. */
function serverEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = /^(VSCODE_|CODE_SERVER_|CS_|PORT$|PASSWORD$|HASHED_PASSWORD$|ELECTRON_)/;
  const own = Object.entries(process.env).filter(([name]) => !inherited.test(name));
  return { ...Object.fromEntries(own), ...extra };
}

async function listening(server: RunningProcess): Promise<string> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  server.exited.then(end, end);
  const deadline = Date.now() + startTimeout;
  while (!ended && Date.now() < deadline) {
    const found = /listening on http:\/\/(127\.0\.0\.1:\d+)/.exec(server.output());
    if (found?.[1]) return found[1];
    await sleep(50);
  }
  await server.stop();
  throw new Error(`The VS Code server ${ended ? 'ended' : 'did not listen in time'}:\n${server.output()}`);
}

/** The address of a window of the server at a host, on a folder or a workspace file, or on none. */
export function getWindowAddress(
  host: string,
  opened?: string,
  payload: readonly (readonly [string, string])[] = [],
): string {
  const query = new URLSearchParams();
  if (opened === undefined) query.set('ew', 'true');
  else query.set(opened.endsWith('.code-workspace') ? 'workspace' : 'folder', opened);
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `http://${host}/?${query}`;
}
