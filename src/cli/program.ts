import { Command, CommanderError, Option } from 'commander';
import { defineMessages, renderMessage } from '../core/index.ts';
import { registerCost } from './commands/cost.ts';
import { registerFormat } from './commands/format.ts';
import { registerGenerate } from './commands/generate.ts';
import { registerLint } from './commands/lint.ts';
import { registerLora } from './commands/lora.ts';
import { registerLsp } from './commands/lsp.ts';
import { registerRules } from './commands/rules.ts';
import { fileFailure } from './fileFailure.ts';
import type { CliIo } from './io.ts';
import { UsageError } from './usageError.ts';
import { wrongUse } from './wrongUse.ts';

const say = defineMessages({
  description: {
    en: 'Checks and writes few-shot examples that teach an agent its procedures.',
    'zh-CN': '检查并编写教智能体按 SOP 办事的少样本示例。',
  },
  lang: { en: 'language of everything printed', 'zh-CN': '输出所用的语言' },
  version: { en: 'print the version', 'zh-CN': '显示版本号' },
  help: { en: 'show this help', 'zh-CN': '显示帮助' },
  helpCommand: { en: 'show the help of a command', 'zh-CN': '显示某个命令的帮助' },
});

/** The commands, in the order the help lists them. */
const commands = [
  registerLint,
  registerFormat,
  registerLsp,
  registerGenerate,
  registerRules,
  registerLora,
  registerCost,
] as const;

/**
 * Runs one command line. Never throws for wrong use or for what the file system refuses: it says what is wrong and sets
 * exit code 2.
 */
export async function runCli(args: readonly string[], version: string, io: CliIo): Promise<void> {
  const program = createProgram(version, io);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    const told = error instanceof CommanderError || error instanceof UsageError ? error : fileFailure(error, io.cwd);
    if (told === undefined) throw error;
    if (error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help')) {
      // The help was shown: asked for, or since no command was named.
      if (error.exitCode !== 0) io.setExitCode(2);
      return;
    }
    io.stderr(renderMessage(wrongUse(told), io.language));
    io.setExitCode(2);
  }
}

function createProgram(version: string, io: CliIo): Command {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  const program = new Command('sop-shots')
    .description(t('description'))
    .version(version, '-V, --version', t('version'))
    .helpOption('-h, --help', t('help'))
    .helpCommand('help [command]', t('helpCommand'))
    .configureOutput({ writeOut: io.stdout, writeErr: io.stderr, outputError: () => {} })
    .exitOverride()
    .showSuggestionAfterError();
  const lang = () => new Option('--lang <language>', t('lang')).choices(['en', 'zh-CN']);
  program.addOption(lang());
  for (const register of commands) register(program, io);
  for (const command of program.commands) {
    command.addOption(lang()).helpOption('-h, --help', t('help')).copyInheritedSettings(program);
  }
  return program;
}
