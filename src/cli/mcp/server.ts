import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { AGENT_TOOLS, type AgentToolInput, type AgentToolName } from '../../protocol/index.ts';
import type { ProcessIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { renderUsageError } from '../usageMessage.ts';
import { CommandFailure, type RunCommand, requireInWorkspace } from './runCommand.ts';
import { TOOL_COMMANDS } from './tools.ts';

/** A server for agents, whose tools work on the files of one folder and use no network. */
export function createMcpServer(version: string, io: ProcessIo, command: RunCommand): McpServer {
  const server = new McpServer({ name: 'sop-shots', title: 'SOP Shots', version });
  for (const { name, title, description, inputSchema, writes } of AGENT_TOOLS) {
    const annotations = { readOnlyHint: !writes, destructiveHint: false, idempotentHint: true, openWorldHint: false };
    server.registerTool(
      name,
      { title, description, inputSchema: fromJsonSchema<AgentToolInput>(inputSchema), annotations },
      (input) => answer(name, input, io, command),
    );
  }
  return server;
}

async function answer(name: AgentToolName, input: AgentToolInput, io: ProcessIo, command: RunCommand) {
  try {
    for (const path of pathsIn(input)) await requireInWorkspace(path, io.cwd);
    return { content: [{ type: 'text' as const, text: await TOOL_COMMANDS[name](input, command) }] };
  } catch (error) {
    return { content: [{ type: 'text' as const, text: describe(error, io) }], isError: true };
  }
}

function pathsIn({ path, sop, tools }: AgentToolInput): readonly string[] {
  const globs: readonly unknown[] = Array.isArray(tools) ? tools : [];
  return [path, sop, ...globs].filter((value) => typeof value === 'string');
}

function describe(error: unknown, io: ProcessIo): string {
  if (error instanceof CommandFailure) return error.message;
  if (error instanceof UsageError) return renderUsageError(error, io.language).trim();
  throw error;
}
