import type { Command } from 'commander';
import type { CliIo, RunCli } from '../io.ts';

type Register = (program: Command, io: CliIo, runCli: RunCli) => void;

/** The commands, in the order the help lists them. Each is loaded when it is named, so that the others cost no time. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  lint: async () => (await import('./lint.ts')).registerLint,
  format: async () => (await import('./format.ts')).registerFormat,
  convert: async () => (await import('./convert.ts')).registerConvert,
  import: async () => (await import('./import.ts')).registerImport,
  export: async () => (await import('./export.ts')).registerExport,
  lsp: async () => (await import('./lsp.ts')).registerLsp,
  generate: async () => (await import('./generate.ts')).registerGenerate,
  tools: async () => (await import('./tools.ts')).registerTools,
  coverage: async () => (await import('./coverage.ts')).registerCoverage,
  eval: async () => (await import('./eval.ts')).registerEval,
  flow: async () => (await import('./flow.ts')).registerFlow,
  prompt: async () => (await import('./prompt.ts')).registerPrompt,
  rules: async () => (await import('./rules.ts')).registerRules,
  lora: async () => (await import('./lora.ts')).registerLora,
  cost: async () => (await import('./cost.ts')).registerCost,
  mcp: async () => (await import('./mcp.ts')).registerMcp,
  init: async () => (await import('./init.ts')).registerInit,
};

/** The command that the arguments name; all commands for the help, and to suggest one for a wrong name. */
export async function loadCommands(args: readonly string[]): Promise<readonly Register[]> {
  const named = args.find((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--lang');
  const load = named === undefined || !Object.hasOwn(COMMANDS, named) ? undefined : COMMANDS[named];
  return load === undefined ? Promise.all(Object.values(COMMANDS).map((each) => each())) : [await load()];
}
