import { type Command, InvalidArgumentError, Option } from 'commander';
import { defineMessages, type Message, renderMessage, type Severity } from '../../core/index.ts';
import type { CliIo } from '../io.ts';
import { type LintRun, runLint } from '../lintRun.ts';
import { UsageError } from '../usageError.ts';
import { knownRules } from './rules.ts';

const say = defineMessages({
  description: {
    en: 'check shots, SOP and tool files; a folder means all of its own',
    'zh-CN': '检查示例、SOP 与工具文件；给出文件夹即检查其中全部相关文件',
  },
  paths: { en: 'files, folders or globs (default: this folder)', 'zh-CN': '文件、文件夹或通配符（默认：当前文件夹）' },
  fix: { en: 'apply the fixes that keep the meaning', 'zh-CN': '应用不改变含义的修复' },
  format: { en: 'how to print the findings', 'zh-CN': '输出格式' },
  rule: {
    en: 'severity of a rule, as id=error|warning|info|hint|off',
    'zh-CN': '设置规则级别：id=error|warning|info|hint|off',
  },
  tools: { en: 'tool files to check calls against, as a glob', 'zh-CN': '用来核对调用的工具文件（通配符）' },
  maxWarnings: { en: 'exit with 1 if there are more warnings than this', 'zh-CN': '警告多于此数时退出码为 1' },
  stdin: {
    en: 'read one document from standard input (or `-` as path)',
    'zh-CN': '从标准输入读取一个文档（也可用 `-` 作路径）',
  },
  stdinFilename: { en: 'the name standard input is to be treated under', 'zh-CN': '标准输入按此文件名处理' },
  quiet: { en: 'report errors only', 'zh-CN': '只报告错误' },
  badRule: {
    en: '--rule takes id=severity, with severity one of error, warning, info, hint, off; got "{value}"',
    'zh-CN': '--rule 的写法是 id=级别，级别为 error、warning、info、hint、off 之一；收到的是“{value}”',
  },
  unknownRule: {
    en: '--rule names an unknown rule "{id}"; `sop-shots rules` lists them',
    'zh-CN': '--rule 指定的规则“{id}”不存在；用 `sop-shots rules` 查看全部规则',
  },
  badNumber: {
    en: 'a whole number is needed, got "{value}"',
    'zh-CN': '应为非负整数，收到的是“{value}”',
  },
  stdinWithPaths: {
    en: '--stdin reads one document; do not name paths with it',
    'zh-CN': '--stdin 只读取一个文档，不能同时给出路径',
  },
  after: {
    en: 'With --stdin --fix the mended document goes to standard output, the findings to standard error.\nExit code: 0 no errors; 1 errors, or more warnings than allowed; 2 wrong use or an unreadable file.',
    'zh-CN':
      '同时使用 --stdin 与 --fix 时，修复后的文档写到标准输出，检查结果写到标准错误。\n退出码：0 没有错误；1 有错误，或警告超出上限；2 用法错误或文件无法读取。',
  },
});

const SEVERITIES: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'];

interface Flags {
  readonly fix?: boolean;
  readonly format: LintRun['format'];
  readonly rule?: readonly string[];
  readonly tools?: readonly string[];
  readonly maxWarnings?: number;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly quiet?: boolean;
}

export function registerLint(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  const gather = (value: string, before: readonly string[] = []) => [...before, value];
  program
    .command('lint')
    .description(t('description'))
    .argument('[paths...]', t('paths'))
    .option('--fix', t('fix'))
    .addOption(
      new Option('--format <format>', t('format')).choices(['text', 'json', 'sarif', 'github']).default('text'),
    )
    .option('--rule <id=severity>', t('rule'), gather)
    .option('--tools <glob>', t('tools'), gather)
    .option('--max-warnings <n>', t('maxWarnings'), (value) => wholeNumber(value, io))
    .option('--stdin', t('stdin'))
    .option('--stdin-filename <name>', t('stdinFilename'))
    .option('--quiet', t('quiet'))
    .addHelpText('after', `\n${t('after')}`)
    .action((paths: readonly string[], flags: Flags) => runLint(lintRun(paths, flags, io), io));
}

function lintRun(named: readonly string[], flags: Flags, io: CliIo): LintRun {
  const paths = named.filter((path) => path !== '-');
  const stdin = flags.stdin === true || flags.stdinFilename !== undefined || paths.length < named.length;
  if (stdin && paths.length > 0) throw new UsageError(say('stdinWithPaths'));
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    format: flags.format,
    fix: flags.fix === true,
    rules: ruleSeverities(flags.rule ?? [], io),
    tools: flags.tools ?? [],
    maxWarnings: flags.maxWarnings,
    stdinFilename: stdin ? (flags.stdinFilename ?? 'stdin.shots.md') : undefined,
    quiet: flags.quiet === true,
  };
}

function ruleSeverities(settings: readonly string[], io: CliIo): Readonly<Record<string, Severity | 'off'>> {
  const known = new Set(knownRules(io).map((rule) => rule.id));
  const severities: Record<string, Severity | 'off'> = {};
  for (const setting of settings) {
    const [id = '', severity = ''] = setting.split('=');
    if (!SEVERITIES.includes(severity)) throw new UsageError(say('badRule', { value: setting }));
    if (!known.has(id)) throw new UsageError(say('unknownRule', { id }));
    severities[id] = severity as Severity | 'off';
  }
  return severities;
}

function wholeNumber(value: string, io: CliIo): number {
  if (!/^\d{1,9}$/.test(value)) throw invalid(say('badNumber', { value }), io);
  return Number(value);
}

function invalid(message: Message, io: CliIo): InvalidArgumentError {
  return new InvalidArgumentError(renderMessage(message, io.language));
}
