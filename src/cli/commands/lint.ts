import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  defineMessages,
  isProviderId,
  type Message,
  PROVIDER_IDS,
  type ProviderId,
  renderMessage,
  type Severity,
} from '../../core/index.ts';
import { DATA_CODES } from '../../datasets/index.ts';
import type { CliIo } from '../io.ts';
import { CACHE_STRATEGIES, type CacheStrategy, DEFAULT_CACHE_FILE } from '../lintCache.ts';
import { type LintRun, runLint } from '../lintRun.ts';
import { FORMATS } from '../reporters/index.ts';
import { UsageError } from '../usageError.ts';
import { getRules } from './rules.ts';

const say = defineMessages({
  description: {
    en: 'check shots, SOP and tool files; a folder means all such files in it',
    'zh-CN': '检查示例、SOP 与工具文件；给出文件夹即检查其中全部相关文件',
  },
  paths: { en: 'files, folders or globs (default: this folder)', 'zh-CN': '文件、文件夹或通配符（默认：当前文件夹）' },
  fix: { en: 'apply the fixes that do not change the meaning', 'zh-CN': '应用不改变含义的修复' },
  format: { en: 'output format', 'zh-CN': '输出格式' },
  rule: {
    en: 'severity of a rule, as id=error|warning|info|hint|off',
    'zh-CN': '设置规则级别：id=error|warning|info|hint|off',
  },
  target: {
    en: 'check tools for this provider instead of those in the project file (can be repeated or separated by commas)',
    'zh-CN': '按此服务商的要求检查工具，代替项目文件中的设置（可重复，或用逗号分隔）',
  },
  unknownTarget: {
    en: '--target names an unknown provider "{name}"; known are {known}',
    'zh-CN': '--target 指定的服务商“{name}”不存在；可用的有 {known}',
  },
  tools: { en: 'tool files to check calls against, as a glob', 'zh-CN': '用来核对调用的工具文件（通配符）' },
  maxWarnings: { en: 'exit with 1 if there are more warnings than this', 'zh-CN': '警告多于此数时退出码为 1' },
  stdin: {
    en: 'read one document from standard input (or `-` as path)',
    'zh-CN': '从标准输入读取一个文档（也可用 `-` 作路径）',
  },
  stdinFilename: { en: 'the file name to assume for standard input', 'zh-CN': '标准输入按此文件名处理' },
  changedSince: {
    en: 'check only files that differ from this Git revision, untracked files included',
    'zh-CN': '只检查与该 Git 版本不同的文件，包括未跟踪的文件',
  },
  quiet: { en: 'report errors only', 'zh-CN': '只报告错误' },
  nearDuplicates: {
    en: 'also compare the shots and rows of all files with each other',
    'zh-CN': '同时将全部文件中的示例和数据行相互比较',
  },
  cache: {
    en: 'keep the results in a file, and check only what changed since',
    'zh-CN': '把结果保存到文件，下次只检查有变动的内容',
  },
  cacheLocation: { en: 'the file of --cache', 'zh-CN': '--cache 使用的文件' },
  cacheStrategy: {
    en: 'how --cache recognises unchanged files: by time and size, or by content',
    'zh-CN': '--cache 判断文件未变的依据：metadata 为时间和大小，content 为内容',
  },
  badRule: {
    en: '--rule takes id=severity, with severity one of error, warning, info, hint, off; got "{value}"',
    'zh-CN': '--rule 的写法是 id=级别，级别为 error、warning、info、hint、off 之一；收到的是“{value}”',
  },
  unknownRule: {
    en: '--rule names an unknown rule "{id}"; `sop-shots rules` lists them, docs/datasets.md those of training data',
    'zh-CN':
      '--rule 指定的规则“{id}”不存在；用 `sop-shots rules` 查看全部规则，训练数据的代码见 docs/zh-CN/datasets.md',
  },
  badNumber: {
    en: 'expected a whole number, got "{value}"',
    'zh-CN': '应为非负整数，收到的是“{value}”',
  },
  stdinWithPaths: {
    en: '--stdin reads one document; do not name paths with it',
    'zh-CN': '--stdin 只读取一个文档，不能同时给出路径',
  },
  after: {
    en: 'With --stdin --fix the fixed document goes to standard output, the findings to standard error.\nExit code: 0 no errors; 1 errors, or more warnings than allowed; 2 usage error, or a file that cannot be read or written.',
    'zh-CN':
      '同时使用 --stdin 与 --fix 时，修复后的文档写到标准输出，检查结果写到标准错误。\n退出码：0 没有错误；1 有错误，或警告超出上限；2 用法错误，或文件无法读写。',
  },
});

const SEVERITIES: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'];

interface Flags {
  readonly fix?: boolean;
  readonly format: LintRun['format'];
  readonly rule?: readonly string[];
  readonly target?: readonly string[];
  readonly tools?: readonly string[];
  readonly maxWarnings?: number;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly quiet?: boolean;
  readonly changedSince?: string;
  readonly nearDuplicates?: boolean;
  readonly cache?: boolean;
  readonly cacheLocation: string;
  readonly cacheStrategy: CacheStrategy;
}

export function registerLint(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  const collect = (value: string, before: readonly string[] = []) => [...before, value];
  program
    .command('lint')
    .description(t('description'))
    .argument('[paths...]', t('paths'))
    .option('--fix', t('fix'))
    .addOption(new Option('--format <format>', t('format')).choices(FORMATS).default('text'))
    .option('--rule <id=severity>', t('rule'), collect)
    .option('--target <provider>', t('target'), collect)
    .option('--tools <glob>', t('tools'), collect)
    .option('--max-warnings <n>', t('maxWarnings'), (value) => parseInteger(value, io))
    .option('--stdin', t('stdin'))
    .option('--stdin-filename <name>', t('stdinFilename'))
    .option('--quiet', t('quiet'))
    .option('--changed-since <ref>', t('changedSince'))
    .option('--near-duplicates', t('nearDuplicates'))
    .option('--cache', t('cache'))
    .addOption(new Option('--cache-location <path>', t('cacheLocation')).default(DEFAULT_CACHE_FILE))
    .addOption(
      new Option('--cache-strategy <strategy>', t('cacheStrategy')).choices(CACHE_STRATEGIES).default('metadata'),
    )
    .addHelpText('after', `\n${t('after')}`)
    .action((paths: readonly string[], flags: Flags) =>
      runLint(toLintRun(paths, flags, program.version() ?? '', io), io),
    );
}

function toLintRun(named: readonly string[], flags: Flags, version: string, io: CliIo): LintRun {
  const paths = named.filter((path) => path !== '-');
  const stdin = flags.stdin === true || flags.stdinFilename !== undefined || paths.length < named.length;
  if (stdin && paths.length > 0) throw new UsageError(say('stdinWithPaths'));
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    format: flags.format,
    fix: flags.fix === true,
    rules: parseRuleSeverities(flags.rule ?? [], io),
    targets: flags.target === undefined ? undefined : parseTargets(flags.target),
    tools: flags.tools ?? [],
    maxWarnings: flags.maxWarnings,
    stdinFilename: stdin ? (flags.stdinFilename ?? 'stdin.shots.md') : undefined,
    quiet: flags.quiet === true,
    changedSince: flags.changedSince,
    nearDuplicates: flags.nearDuplicates === true,
    cache: flags.cache ? { location: flags.cacheLocation, strategy: flags.cacheStrategy, version } : undefined,
  };
}

function parseRuleSeverities(settings: readonly string[], io: CliIo): Readonly<Record<string, Severity | 'off'>> {
  const known = new Set<string>([...getRules(io).map(({ id }) => id), ...DATA_CODES]);
  const severities: Record<string, Severity | 'off'> = {};
  for (const setting of settings) {
    const [id = '', severity = ''] = setting.split('=');
    if (!SEVERITIES.includes(severity)) throw new UsageError(say('badRule', { value: setting }));
    if (!known.has(id)) throw new UsageError(say('unknownRule', { id }));
    severities[id] = severity as Severity | 'off';
  }
  return severities;
}

function parseTargets(names: readonly string[]): readonly ProviderId[] {
  return names
    .flatMap((list) => list.split(','))
    .map((name) => {
      if (isProviderId(name)) return name;
      throw new UsageError(say('unknownTarget', { name, known: [...PROVIDER_IDS] }));
    });
}

function parseInteger(value: string, io: CliIo): number {
  if (!/^\d{1,9}$/.test(value)) throw createInvalidArgument(say('badNumber', { value }), io);
  return Number(value);
}

function createInvalidArgument(message: Message, io: CliIo): InvalidArgumentError {
  return new InvalidArgumentError(renderMessage(message, io.language));
}
