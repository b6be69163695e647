import { Command, CommanderError, Option } from 'commander';
import { defineMessages, renderMessage } from '../core/index.ts';
import { loadCommands } from './commands/index.ts';
import { withEscapedOutput } from './escapedOutput.ts';
import { reportFailure } from './fileFailure.ts';
import type { CliIo, ProcessIo } from './io.ts';
import { asksForJson, printJsonErrors, toJsonError } from './jsonErrors.ts';

const say = defineMessages({
  description: {
    en: 'Checks and writes few-shot examples that teach an agent to follow procedures.',
    'zh-CN': '检查并编写教智能体按 SOP 办事的少样本示例。',
  },
  lang: { en: 'language of the output', 'zh-CN': '输出所用的语言' },
  version: { en: 'print the version', 'zh-CN': '显示版本号' },
  help: { en: 'show this help', 'zh-CN': '显示帮助' },
  helpCommand: { en: 'show the help of a command', 'zh-CN': '显示某个命令的帮助' },
});

/**
 * Runs one command line. Never throws: it prints what is wrong in one line with a code and sets exit code 2.
 */
export async function runCli(args: readonly string[], version: string, io: ProcessIo): Promise<void> {
  let hasPrinted = false;
  const safeIo = withEscapedOutput({
    ...io,
    stdout: (text) => {
      hasPrinted = true;
      io.stdout(text);
    },
  });
  try {
    const program = createProgram(version, safeIo, await loadCommands(args));
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help')) {
      // The help was shown: on request, or because no command was named.
      if (error.exitCode !== 0) io.setExitCode(2);
      return;
    }
    reportFailure(error, safeIo);
    if (asksForJson(args) && !hasPrinted) printJsonErrors([toJsonError(error, safeIo)], safeIo);
  }
}

function createProgram(version: string, io: CliIo, commands: Awaited<ReturnType<typeof loadCommands>>): Command {
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
  for (const register of commands) register(program, io, runCli);
  for (const command of program.commands.flatMap((each) => [each, ...each.commands])) {
    command.addOption(lang()).helpOption('-h, --help', t('help')).copyInheritedSettings(program);
  }
  return program;
}
