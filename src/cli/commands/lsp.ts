import type { Command } from 'commander';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { defineMessages, renderMessage } from '../../core/index.ts';
import { createLifecycle, serve } from '../../server/index.ts';
import type { CliIo } from '../io.ts';
import { createNodeHost, toPath } from '../workspaceHost.ts';

const say = defineMessages({
  description: {
    en: 'start the language server for an editor (Language Server Protocol)',
    'zh-CN': '以语言服务器（LSP）方式为编辑器提供服务',
  },
  stdio: {
    en: 'communicate over standard input and output (the only transport)',
    'zh-CN': '通过标准输入输出通信（唯一方式）',
  },
});

export function registerLsp(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  program
    .command('lsp')
    .description(t('description'))
    .option('--stdio', t('stdio'))
    .action(() => serveOver(process.stdin, process.stdout, program.version() ?? ''));
}

/** Serves one client until it disconnects. */
export function serveOver(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, version: string): void {
  const writer = new StreamMessageWriter(output);
  const lifecycle = createLifecycle(new StreamMessageReader(input), writer);
  const connection = createConnection(lifecycle.reader, writer);
  // The client is gone: without a shutdown before, that is an error.
  for (const event of ['end', 'close']) input.on(event, () => process.exit(lifecycle.isShutDown() ? 0 : 1));
  const logger = {
    info: (message: string) => connection.console.info(message),
    warn: (message: string) => connection.console.warn(message),
  };
  serve(connection, version, (roots) => createNodeHost({ roots: roots.map(toPath), logger }));
}
