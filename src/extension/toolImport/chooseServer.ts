import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import { decodeText, defineMessages } from '../../core/index.ts';
import type { ConfiguredServer, ToolServer } from '../../toolServers/index.ts';
import type { Session } from '../session.ts';
import type { ToolServers } from './platform.ts';

const say = defineMessages({
  which: { en: 'Import the tools of which MCP server?', 'zh-CN': '要导入哪个 MCP 服务器的工具？' },
  program: { en: 'Enter a Command…', 'zh-CN': '输入命令…' },
  address: { en: 'Enter an Address…', 'zh-CN': '输入地址…' },
  commandPrompt: {
    en: 'The program that is the server, with its arguments',
    'zh-CN': '作为服务器运行的程序及其参数',
  },
  openQuote: { en: 'A quotation mark is not closed.', 'zh-CN': '有引号没有闭合。' },
  addressPrompt: { en: 'The address of the server', 'zh-CN': '服务器的地址' },
  badAddress: {
    en: 'An address looks like http://127.0.0.1:3000/mcp and holds no password.',
    'zh-CN': '地址形如 http://127.0.0.1:3000/mcp，其中不能带密码。',
  },
  variable: {
    en: 'Value of {name}, for this import only; it is not stored',
    'zh-CN': '{name} 的值，仅用于本次导入，不会保存',
  },
});

interface ServerItem extends QuickPickItem {
  choose(): Promise<ToolServer | undefined>;
}

/** Asks for a server: one that a configuration file of the workspace names, a command line or an address. */
export async function chooseServer(
  { t }: Session,
  servers: ToolServers,
  folder: Uri,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ToolServer | undefined> {
  const configured = await readConfigured(servers);
  const items: readonly ServerItem[] = [
    ...configured.map(({ name, server, variables, file }) => ({
      label: name,
      description: file,
      detail: servers.describeServer(server),
      choose: async () => {
        const values = await askVariables(t, variables, environment);
        return values && servers.withVariables(server, values);
      },
    })),
    { label: t(say('program')), choose: () => askProgram(t, servers, folder) },
    { label: t(say('address')), choose: () => askAddress(t, servers) },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t(say('which')), matchOnDetail: true });
  return picked?.choose();
}

async function readConfigured(
  servers: ToolServers,
): Promise<readonly (ConfiguredServer & { readonly file: string })[]> {
  const found = (workspace.workspaceFolders ?? []).flatMap(({ uri: folder }) =>
    servers.CONFIGURATION_FILES.map(async (path) => {
      const uri = Uri.joinPath(folder, path);
      const bytes = await Promise.resolve(workspace.fs.readFile(uri)).catch(() => undefined);
      const text = bytes && decodeText(bytes);
      const entries = text?.ok === true ? servers.readConfiguredServers(text.text, folder.fsPath) : [];
      return entries.map((entry) => ({ ...entry, file: workspace.asRelativePath(uri) }));
    }),
  );
  return (await Promise.all(found)).flat();
}

/** The value of each variable: from the environment, or typed by the user. Undefined if the user cancels. */
async function askVariables(
  t: Session['t'],
  variables: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Record<string, string>> | undefined> {
  const values: Record<string, string> = {};
  for (const variable of variables) {
    const known = variable.startsWith('env:') ? environment[variable.slice('env:'.length)] : undefined;
    const prompt = t(say('variable', { name: variable }));
    const value = known ?? (await window.showInputBox({ prompt, password: true, ignoreFocusOut: true }));
    if (value === undefined) return undefined;
    values[variable] = value;
  }
  return values;
}

async function askProgram(t: Session['t'], servers: ToolServers, folder: Uri): Promise<ToolServer | undefined> {
  const line = await window.showInputBox({
    prompt: t(say('commandPrompt')),
    placeHolder: 'node ./server.mjs',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' || servers.splitCommandLine(text) ? undefined : t(say('openQuote'))),
  });
  const [command, ...args] = servers.splitCommandLine(line ?? '') ?? [];
  return command === undefined ? undefined : { kind: 'stdio', command, args, cwd: folder.fsPath };
}

async function askAddress(t: Session['t'], servers: ToolServers): Promise<ToolServer | undefined> {
  const text = await window.showInputBox({
    prompt: t(say('addressPrompt')),
    placeHolder: 'http://127.0.0.1:3000/mcp',
    ignoreFocusOut: true,
    validateInput: (value) => (servers.parseServerUrl(value.trim()) ? undefined : t(say('badAddress'))),
  });
  const url = servers.parseServerUrl(text?.trim() ?? '');
  return url === undefined ? undefined : { kind: 'http', url };
}
