import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import type { ProcessIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { renderUsageError } from '../usageMessage.ts';
import { CommandFailure, type RunCommand, requireInWorkspace } from './runCommand.ts';
import { MCP_TOOLS, type McpTool, type ToolInput } from './tools.ts';

/** A server for agents, whose tools work on the files of one folder and use no network. */
export function createMcpServer(version: string, io: ProcessIo, command: RunCommand): McpServer {
  const server = new McpServer({ name: 'sop-shots', title: 'SOP Shots', version });
  for (const tool of MCP_TOOLS) {
    const { name, title, description, inputSchema, writes } = tool;
    const annotations = { readOnlyHint: !writes, destructiveHint: false, idempotentHint: true, openWorldHint: false };
    server.registerTool(
      name,
      { title, description, inputSchema: fromJsonSchema<ToolInput>(inputSchema), annotations },
      (input) => answer(tool, input, io, command),
    );
  }
  return server;
}

async function answer(tool: McpTool, input: ToolInput, io: ProcessIo, command: RunCommand) {
  try {
    for (const path of pathsIn(input)) await requireInWorkspace(path, io.cwd);
    return { content: [{ type: 'text' as const, text: await tool.run(input, command) }] };
  } catch (error) {
    return { content: [{ type: 'text' as const, text: describe(error, io) }], isError: true };
  }
}

function pathsIn({ path, sop, tools }: ToolInput): readonly string[] {
  const globs: readonly unknown[] = Array.isArray(tools) ? tools : [];
  return [path, sop, ...globs].filter((value) => typeof value === 'string');
}

function describe(error: unknown, io: ProcessIo): string {
  if (error instanceof CommandFailure) return error.message;
  if (error instanceof UsageError) return renderUsageError(error, io.language).trim();
  throw error;
}
