import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { decodeText, defineMessages, renderMessage } from '../core/index.ts';
import { replaceFile } from '../files/index.ts';
import {
  compareToolFile,
  describeServer,
  isOnThisMachine,
  type ListedTools,
  listServerTools,
  parseServerUrl,
  printToolFile,
  type ToolChanges,
  type ToolServer,
  ToolServerFailure,
} from '../toolServers/index.ts';
import type { CliIo } from './io.ts';
import { UsageError } from './usageError.ts';

const say = defineMessages({
  noServer: {
    en: 'name a server: --url ADDRESS, or -- COMMAND ARGUMENTS',
    'zh-CN': '请指明服务器：--url 地址，或 -- 命令 参数',
  },
  badUrl: {
    en: '"{url}" is not the address of a server; it looks like http://127.0.0.1:3000/mcp and holds no password',
    'zh-CN': '“{url}”不是服务器地址；地址形如 http://127.0.0.1:3000/mcp，其中不能带密码',
  },
  badHeader: {
    en: '--header must have the form "Name: $VARIABLE"; a key belongs into an environment variable, not on the command line',
    'zh-CN': '--header 的写法是“名称: $变量”；密钥应放在环境变量里，不要写在命令行上',
  },
  noVariable: { en: 'the environment variable {name} is not set', 'zh-CN': '未设置环境变量 {name}' },
  starts: {
    en: 'This starts a program on this machine, in {folder}:\n  {server}\n',
    'zh-CN': '将在本机的 {folder} 中启动程序：\n  {server}\n',
  },
  contacts: { en: 'This contacts {server}\n', 'zh-CN': '将连接 {server}\n' },
  question: { en: 'Go on? [y]es, [n]o: ', 'zh-CN': '是否继续？[y] 是，[n] 否：' },
  unconfirmed: {
    en: '{server} is started or contacted only with your consent: run this on a terminal, or add --yes',
    'zh-CN': '启动或连接 {server} 需要你的同意：请在终端中运行，或加上 --yes',
  },
  declined: { en: 'nothing was started', 'zh-CN': '未启动任何程序' },
  repeated: {
    en: '{server} lists more than one tool with the name {names}; the first of each is kept.\n',
    'zh-CN': '{server} 列出了多个同名工具（{names}），各保留第一个。\n',
  },
  added: { en: '  added    {name}\n', 'zh-CN': '  新增  {name}\n' },
  removed: { en: '  removed  {name}\n', 'zh-CN': '  移除  {name}\n' },
  changed: { en: '  changed  {name}\n', 'zh-CN': '  修改  {name}\n' },
  differs: {
    en: '{path} differs from what {server} lists now:\n',
    'zh-CN': '{path} 与 {server} 现在列出的内容不同：\n',
  },
  otherText: { en: '  the text of the file\n', 'zh-CN': '  文件的文本\n' },
  replace: { en: 'Replace the file? [y]es, [n]o: ', 'zh-CN': '是否替换该文件？[y] 是，[n] 否：' },
  kept: { en: '{path}: kept as it was. --force replaces it.\n', 'zh-CN': '{path}：保持不变。使用 --force 可替换。\n' },
  same: { en: '{path}: {count} {count|tool|tools}, unchanged\n', 'zh-CN': '{path}：{count} 个工具，没有变化\n' },
  written: {
    en: '{path}: {count} {count|tool|tools} from {server}\n',
    'zh-CN': '{path}：来自 {server} 的 {count} 个工具\n',
  },
});

export interface ImportFlags {
  readonly out: string;
  readonly url?: string;
  readonly header: readonly string[];
  readonly pass: readonly string[];
  readonly timeout: number;
  readonly yes?: boolean;
  readonly force?: boolean;
}

/** Imports the tools of a server after the user saw what is started or contacted. */
export async function runImport(
  command: readonly string[],
  flags: ImportFlags,
  version: string,
  io: CliIo,
): Promise<void> {
  const server = toServer(command, flags, io);
  await requireConsent(server, flags, io);
  const options = { version, timeoutSeconds: flags.timeout, signal: io.signal };
  const listed = await listServerTools(server, options).catch((error: unknown) => {
    throw error instanceof ToolServerFailure ? new UsageError(error.reason, error.code) : error;
  });
  if (listed.repeated.length > 0) {
    io.stderr(t(io, 'repeated', { server: listed.serverName, names: listed.repeated.join(', ') }));
  }
  await writeTools(listed, flags, io);
}

function toServer(command: readonly string[], flags: ImportFlags, io: CliIo): ToolServer {
  const [program, ...args] = command;
  if (flags.url !== undefined && program === undefined) {
    const url = parseServerUrl(flags.url);
    if (url === undefined) throw new UsageError(say('badUrl', { url: flags.url }), 'invalid-server-url');
    return { kind: 'http', url, headers: Object.fromEntries(flags.header.map((line) => toHeader(line, io))) };
  }
  if (program === undefined || flags.url !== undefined) throw new UsageError(say('noServer'), 'no-server');
  const env = Object.fromEntries(flags.pass.map((name) => [name, requireVariable(name, io)]));
  return { kind: 'stdio', command: program, args, cwd: io.cwd, env };
}

/** The secret part of a header comes from the environment, so that no key is kept in the history of a shell. */
function toHeader(line: string, io: CliIo): readonly [string, string] {
  const {
    name,
    words = '',
    variable,
  } = /^(?<name>[\w-]+):\s*(?<words>(?:[^$\s][^$]*)?)\$(?<variable>\w+)$/.exec(line)?.groups ?? {};
  if (name === undefined || variable === undefined) throw new UsageError(say('badHeader'), 'invalid-header');
  return [name, `${words}${requireVariable(variable, io)}`];
}

function requireVariable(name: string, io: CliIo): string {
  const value = io.env[name];
  if (value === undefined) throw new UsageError(say('noVariable', { name }), 'missing-variable');
  return value;
}

async function requireConsent(server: ToolServer, flags: ImportFlags, io: CliIo): Promise<void> {
  const described = describeServer(server);
  io.stderr(t(io, server.kind === 'stdio' ? 'starts' : 'contacts', { server: described, folder: io.cwd }));
  const isHarmless = server.kind === 'http' && isOnThisMachine(server);
  if (isHarmless || flags.yes === true) return;
  if (io.ask === undefined) throw new UsageError(say('unconfirmed', { server: described }), 'not-confirmed');
  if (!(await isConfirmed(t(io, 'question'), io))) throw new UsageError(say('declined'), 'declined');
}

async function isConfirmed(question: string, io: CliIo): Promise<boolean> {
  return /^(?:y|是)/i.test((await io.ask?.(question))?.trim() ?? '');
}

async function writeTools({ tools, serverName }: ListedTools, flags: ImportFlags, io: CliIo): Promise<void> {
  const file = resolve(io.cwd, flags.out);
  const path = relative(io.cwd, file);
  const text = printToolFile(tools);
  const bytes = await readFile(file).catch(missing);
  const old = bytes && decodeText(bytes);
  const before = old?.ok === true ? old.text : '';
  if (bytes !== undefined && before === text) {
    io.stdout(t(io, 'same', { path, count: tools.length }));
    return;
  }
  if (bytes !== undefined && !(await mayReplace(path, serverName, compareToolFile(before, tools), flags, io))) {
    io.stderr(t(io, 'kept', { path }));
    io.setExitCode(1);
    return;
  }
  await replaceFile(file, text, { expected: bytes ?? null });
  io.stdout(t(io, 'written', { path, count: tools.length, server: serverName }));
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

/** Shows what a new import changes, and asks. */
async function mayReplace(
  path: string,
  server: string,
  changes: ToolChanges,
  flags: ImportFlags,
  io: CliIo,
): Promise<boolean> {
  const lines = (['added', 'removed', 'changed'] as const).flatMap((kind) =>
    changes[kind].map((name) => t(io, kind, { name })),
  );
  io.stderr(t(io, 'differs', { path, server }));
  io.stderr(lines.length === 0 ? t(io, 'otherText') : lines.join(''));
  return flags.force === true || isConfirmed(t(io, 'replace'), io);
}

function t(io: CliIo, key: Parameters<typeof say>[0], values: Readonly<Record<string, string | number>> = {}): string {
  return renderMessage(say(key, values), io.language);
}
