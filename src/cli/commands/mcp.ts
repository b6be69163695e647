import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Command } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import type { CliIo, RunCli } from '../io.ts';
import { createCommandRunner } from '../mcp/runCommand.ts';
import { createMcpServer } from '../mcp/server.ts';

const say = defineMessages({
  description: {
    en: 'start the MCP server for an agent (Model Context Protocol over standard input and output)',
    'zh-CN': '为智能体启动 MCP 服务器（通过标准输入输出的 Model Context Protocol）',
  },
});

export function registerMcp(program: Command, io: CliIo, runCli: RunCli): void {
  program
    .command('mcp')
    .description(renderMessage(say('description'), io.language))
    .action(async () => {
      const server = createMcpServer(program.version() ?? '', io, createCommandRunner(io, runCli));
      await server.connect(new StdioServerTransport());
    });
}
