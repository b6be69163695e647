import type { AgentToolInput, AgentToolName } from '../../protocol/index.ts';
import type { RunCommand } from './runCommand.ts';

/** What each tool does, as a command of the command line; resolves with the text of the answer. */
export const TOOL_COMMANDS: Readonly<
  Record<AgentToolName, (input: AgentToolInput, command: RunCommand) => Promise<string>>
> = {
  lint_shots: ({ path, text }, command) =>
    typeof text === 'string'
      ? command(['lint', '--format', 'json', '--stdin-filename', name(path, 'text.shots.md')], text)
      : command(['lint', '--format', 'json', '--', name(path, '.')]),
  fix_shots: ({ path, text }, command) =>
    typeof text === 'string'
      ? command(['lint', '--fix', '--stdin-filename', name(path, 'text.shots.md')], text)
      : command(['lint', '--fix', '--format', 'json', '--', name(path, '.')]),
  check_call: ({ call, tools }, command) =>
    command(
      ['lint', '--format', 'json', ...globs(tools), '--stdin-filename', 'call.shots.md'],
      `**User**: A request.\n**Think**: This call answers it.\n**Action**: ${String(call).replaceAll(/\s+/g, ' ')}\n**Observation**: An answer.\n`,
    ),
  check_coverage: ({ path }, command) => command(['coverage', '--format', 'json', '--', name(path, '.')]),
  generate_shots: (input, command) => command(['generate', ...task(input)]),
  convert_to_shots: (input, command) => command(['generate', '--stdin', ...task(input)], String(input.text)),
  get_prompt: (input, command) =>
    command(['generate', ...task(input), '--dry-run', '--base-url', 'http://127.0.0.1:1/v1', '--model', 'none']),
};

/** The arguments of `generate` for a tool's input. */
function task({ sop, tools, ...input }: AgentToolInput): readonly string[] {
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
