import type { JsonObject } from '../../core/index.ts';
import type { RunCommand } from './runCommand.ts';

/** What a client sends with a call of a tool; checked against the tool's schema before. */
export type ToolInput = Readonly<Record<string, unknown>>;

/** A tool of the server: the same shape for each, so that a new one is one entry of the table. */
export interface McpTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
  /** Whether it may change files of the workspace. */
  readonly writes: boolean;
  /** The text of the answer. */
  run(input: ToolInput, command: RunCommand): Promise<string>;
}

const PATH = { type: 'string', description: 'A file of the workspace, relative to its folder.' };
const TOOLS = {
  type: 'array',
  items: { type: 'string' },
  description: 'Globs of tool files. Default: all in the workspace.',
};

/** Every tool, in the order clients show them. */
export const MCP_TOOLS: readonly McpTool[] = [
  {
    name: 'lint_shots',
    title: 'Lint shots',
    description:
      'Checks a few-shot document, SOP or tool file of the workspace, or a text. Returns findings with rule, message and zero-based range. Nothing is written or sent.',
    inputSchema: object({ path: PATH, text: text('A document to check instead of a file.') }),
    writes: false,
    run: ({ path, text: document }, command) =>
      typeof document === 'string'
        ? command(['lint', '--format', 'json', '--stdin-filename', name(path, 'text.shots.md')], document)
        : command(['lint', '--format', 'json', '--', name(path, '.')]),
  },
  {
    name: 'fix_shots',
    title: 'Fix shots',
    description:
      'Applies the fixes that do not change the meaning: to a file of the workspace, or to a text, which is returned. Nothing is sent.',
    inputSchema: object({ path: PATH, text: text('A document to fix instead of a file; nothing is written then.') }),
    writes: true,
    run: ({ path, text: document }, command) =>
      typeof document === 'string'
        ? command(['lint', '--fix', '--stdin-filename', name(path, 'text.shots.md')], document)
        : command(['lint', '--fix', '--format', 'json', '--', name(path, '.')]),
  },
  {
    name: 'check_call',
    title: 'Check a call',
    description: 'Checks one function call, such as Find(error = "jam"), against the schemas of the tool files.',
    inputSchema: object({ call: text('The call.'), tools: TOOLS }, ['call']),
    writes: false,
    run: ({ call, tools }, command) =>
      command(
        ['lint', '--format', 'json', ...globs(tools), '--stdin-filename', 'call.shots.md'],
        `**User**: A request.\n**Think**: This call answers it.\n**Action**: ${String(call).replaceAll(/\s+/g, ' ')}\n**Observation**: An answer.\n`,
      ),
  },
  {
    name: 'check_coverage',
    title: 'Check coverage',
    description:
      'Reports which rounds cover each step and branch of a procedure, and which parameters and enum values of its tools the calls show; empty lists of examples and zero calls are gaps. The path is a shots document, whose front matter names the procedure (`sop:`), a procedure, or a folder.',
    inputSchema: object({ path: PATH }, ['path']),
    writes: false,
    run: ({ path }, command) => command(['coverage', '--format', 'json', '--', name(path, '.')]),
  },
  {
    name: 'generate_shots',
    title: 'Generate shots offline',
    description:
      'Drafts shots for a procedure with the offline scaffold: deterministic, without a model. Returns the document; placeholders must be filled in. Nothing is sent.',
    inputSchema: object({ sop: PATH, tools: TOOLS, ...generation() }, ['sop']),
    writes: false,
    run: (input, command) => command(['generate', ...task(input)]),
  },
  {
    name: 'convert_to_shots',
    title: 'Convert a text to shots',
    description: 'Rewrites a text, such as a transcript, as shots with the offline scaffold. Nothing is sent.',
    inputSchema: object({ text: text('The text to convert.'), tools: TOOLS, ...generation() }, ['text']),
    writes: false,
    run: (input, command) => command(['generate', '--stdin', ...task(input)], String(input.text)),
  },
  {
    name: 'get_prompt',
    title: 'Get the prompt',
    description:
      'Returns the exact prompt that would be sent to a model for a procedure, so that you can answer it yourself. Nothing is sent.',
    inputSchema: object({ sop: PATH, tools: TOOLS, ...generation() }, ['sop']),
    writes: false,
    run: (input, command) =>
      command(['generate', ...task(input), '--dry-run', '--base-url', 'http://127.0.0.1:1/v1', '--model', 'none']),
  },
];

function object(properties: JsonObject, required: readonly string[] = []): JsonObject {
  return { type: 'object', properties, required: [...required], additionalProperties: false };
}

function text(description: string): JsonObject {
  return { type: 'string', description };
}

function generation(): JsonObject {
  return {
    count: { type: 'integer', minimum: 1, maximum: 100, description: 'How many shots.' },
    style: { type: 'string', enum: ['react', 'plan-and-solve', 'function-calling'] },
    language: { type: 'string', enum: ['en', 'zh-CN'] },
    seed: { type: 'integer', minimum: 0, description: 'The same seed gives the same draft.' },
  };
}

/** The arguments of `generate` for a tool's input. */
function task({ sop, tools, ...input }: ToolInput): readonly string[] {
  const options = ['count', 'style', 'language', 'seed'].flatMap((key) =>
    input[key] === undefined ? [] : [`--${key}`, String(input[key])],
  );
  return [...(sop === undefined ? [] : ['--sop', String(sop)]), ...globs(tools), ...options];
}

function globs(tools: unknown): readonly string[] {
  return Array.isArray(tools) ? tools.flatMap((glob) => ['--tools', String(glob)]) : [];
}

function name(path: unknown, otherwise: string): string {
  return typeof path === 'string' && path !== '' ? path : otherwise;
}
