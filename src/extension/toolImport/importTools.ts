import { ProgressLocation, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import type { ListedTools, ToolServer } from '../../toolServers/index.ts';
import { toAbortController } from '../cancellation.ts';
import type { Session } from '../session.ts';
import { chooseServer } from './chooseServer.ts';
import type { ToolImportPlatform, ToolServers } from './platform.ts';
import { showTools } from './showTools.ts';

const say = defineMessages({
  needsDesktop: {
    en: 'Tools can be imported from an MCP server in VS Code on the desktop or with a remote connection.',
    'zh-CN': '只有在桌面版 VS Code 或远程连接中，才能从 MCP 服务器导入工具。',
  },
  untrusted: {
    en: 'Trust this workspace before you start or contact an MCP server.',
    'zh-CN': '启动或连接 MCP 服务器之前，请先信任此工作区。',
  },
  noFolder: { en: 'Open a folder first; the tools are written into it.', 'zh-CN': '请先打开文件夹，工具将写入其中。' },
  startThis: { en: 'Start this program on your machine?', 'zh-CN': '要在你的计算机上启动此程序吗？' },
  contactThis: { en: 'Contact this server?', 'zh-CN': '要连接此服务器吗？' },
  startDetail: {
    en: '{server}\n\nFolder: {folder}\n\nIt receives no keys of VS Code. Only its list of tools is read.',
    'zh-CN': '{server}\n\n文件夹：{folder}\n\n它不会得到 VS Code 的任何密钥，只会读取它的工具列表。',
  },
  contactDetail: {
    en: '{server}\n\nNothing of your files is sent. Only its list of tools is read.',
    'zh-CN': '{server}\n\n不会发送你的任何文件内容，只会读取它的工具列表。',
  },
  start: { en: 'Start', 'zh-CN': '启动' },
  contact: { en: 'Contact', 'zh-CN': '连接' },
  listing: { en: 'Reading the tools of {server}', 'zh-CN': '正在读取 {server} 的工具' },
  repeated: {
    en: '{server} lists more than one tool with the name {names}; the first of each is kept.',
    'zh-CN': '{server} 列出了多个同名工具（{names}），各保留第一个。',
  },
});

const TIMEOUT_SECONDS = 60;

/** Imports the tools of a server that the user chose and confirmed, into a tool file of the workspace. */
export async function importTools(session: Session, platform: ToolImportPlatform): Promise<void> {
  const { t } = session;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (!workspace.isTrusted) return void window.showWarningMessage(t(say('untrusted')));
  if (platform.loadToolServers === undefined) return void window.showWarningMessage(t(say('needsDesktop')));
  if (folder === undefined) return void window.showWarningMessage(t(say('noFolder')));
  const servers = await platform.loadToolServers();
  const server = await chooseServer(session, servers, folder, platform.environment ?? {});
  if (server === undefined || !(await isConfirmed(session, servers, server))) return;
  const listed = await listTools(session, servers, server);
  if (listed === undefined) return;
  if (listed.repeated.length > 0) {
    const names = listed.repeated.join(', ');
    void window.showWarningMessage(t(say('repeated', { server: listed.serverName, names })));
  }
  await showTools(session, servers, folder, listed);
}

async function isConfirmed({ t }: Session, servers: ToolServers, server: ToolServer): Promise<boolean> {
  const isProgram = server.kind === 'stdio';
  if (!isProgram && servers.isOnThisMachine(server)) return true;
  const answer = t(say(isProgram ? 'start' : 'contact'));
  const values = { server: servers.describeServer(server), folder: isProgram ? server.cwd : '' };
  const detail = t(say(isProgram ? 'startDetail' : 'contactDetail', values));
  const question = t(say(isProgram ? 'startThis' : 'contactThis'));
  return (await window.showWarningMessage(question, { modal: true, detail }, answer)) === answer;
}

async function listTools(
  { t, log, context }: Session,
  servers: ToolServers,
  server: ToolServer,
): Promise<ListedTools | undefined> {
  const title = t(say('listing', { server: servers.describeServer(server) }));
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const version = String(context.extension.packageJSON.version);
  try {
    return await window.withProgress(options, (_progress, token) => {
      const { signal } = toAbortController(token);
      return servers.listServerTools(server, { version, timeoutSeconds: TIMEOUT_SECONDS, signal });
    });
  } catch (error) {
    if (!(error instanceof servers.ToolServerFailure)) throw error;
    log.warn(`${error.code}: ${t(error.reason)}`);
    if (error.code !== 'cancelled') void window.showErrorMessage(t(error.reason));
    return undefined;
  }
}
