import type { JsonObject } from '../core/index.ts';

/** What an agent sends with a call of a tool. */
export type AgentToolInput = Readonly<Record<string, unknown>>;

/** A tool for agents as the MCP server and the editor both describe it. */
export interface AgentTool {
  /** Its name on the MCP server. */
  readonly name: string;
  /** Its name among the language-model tools of VS Code. */
  readonly editorName: string;
  readonly title: string;
  /** What a model reads of it. */
  readonly description: string;
  readonly inputSchema: JsonObject;
  /** Whether it may change files of the workspace. */
  readonly writes: boolean;
}

const PATH = { type: 'string', description: 'A file of the workspace, relative to its folder.' };
const TOOLS = {
  type: 'array',
  items: { type: 'string' },
  description: 'Globs of tool files. Default: all in the workspace.',
};
const GENERATION = {
  count: { type: 'integer', minimum: 1, maximum: 100, description: 'How many shots.' },
  style: { type: 'string', enum: ['react', 'plan-and-solve', 'function-calling'] },
  language: { type: 'string', enum: ['en', 'zh-CN'] },
  seed: { type: 'integer', minimum: 0, description: 'The same seed gives the same draft.' },
};

/** Every tool that both hosts offer, in the order clients show them. */
export const AGENT_TOOLS = [
  {
    name: 'lint_shots',
    editorName: 'sopShots_lint',
    title: 'Lint shots',
    description:
      'Checks a few-shot document, SOP or tool file of the workspace, or a text. Returns findings with rule, message and zero-based range. Nothing is written or sent.',
    inputSchema: object({ path: PATH, text: text('A document to check instead of a file.') }),
    writes: false,
  },
  {
    name: 'fix_shots',
    editorName: 'sopShots_fix',
    title: 'Fix shots',
    description:
      'Applies the fixes that do not change the meaning: to a file of the workspace, or to a text, which is returned. Nothing is sent.',
    inputSchema: object({ path: PATH, text: text('A document to fix instead of a file; nothing is written then.') }),
    writes: true,
  },
  {
    name: 'check_call',
    editorName: 'sopShots_checkCall',
    title: 'Check a call',
    description: 'Checks one function call, such as Find(error = "jam"), against the schemas of the tool files.',
    inputSchema: object({ call: text('The call.'), tools: TOOLS }, ['call']),
    writes: false,
  },
  {
    name: 'check_coverage',
    editorName: 'sopShots_coverage',
    title: 'Check coverage',
    description:
      'Reports which rounds cover each step and branch of a procedure, and which parameters and enum values of its tools the calls show; empty lists of examples and zero calls are gaps. The path is a shots document, whose front matter names the procedure (`sop:`), a procedure, or a folder.',
    inputSchema: object({ path: PATH }, ['path']),
    writes: false,
  },
  {
    name: 'generate_shots',
    editorName: 'sopShots_generate',
    title: 'Generate shots offline',
    description:
      'Drafts shots for a procedure with the offline scaffold: deterministic, without a model. Returns the document; placeholders must be filled in. Nothing is sent.',
    inputSchema: object({ sop: PATH, tools: TOOLS, ...GENERATION }, ['sop']),
    writes: false,
  },
  {
    name: 'convert_to_shots',
    editorName: 'sopShots_convert',
    title: 'Convert a text to shots',
    description: 'Rewrites a text, such as a transcript, as shots with the offline scaffold. Nothing is sent.',
    inputSchema: object({ text: text('The text to convert.'), tools: TOOLS, ...GENERATION }, ['text']),
    writes: false,
  },
  {
    name: 'get_prompt',
    editorName: 'sopShots_prompt',
    title: 'Get the prompt',
    description:
      'Returns the exact prompt that would be sent to a model for a procedure, so that you can answer it yourself. Nothing is sent.',
    inputSchema: object({ sop: PATH, tools: TOOLS, ...GENERATION }, ['sop']),
    writes: false,
  },
] as const satisfies readonly AgentTool[];

/** The name of a tool on the MCP server. */
export type AgentToolName = (typeof AGENT_TOOLS)[number]['name'];

function object(properties: JsonObject, required: readonly string[] = []): JsonObject {
  return { type: 'object', properties, required: [...required], additionalProperties: false };
}

function text(description: string): JsonObject {
  return { type: 'string', description };
}
