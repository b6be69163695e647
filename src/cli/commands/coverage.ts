import { type Command, InvalidArgumentError, Option } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import { COVERAGE_FORMATS, type CoverageFormat } from '../../evaluation/index.ts';
import { runCoverage } from '../coverageRun.ts';
import type { CliIo } from '../io.ts';

const say = defineMessages({
  description: {
    en: 'report the steps, branches, tools, parameters and enum values that no shot covers',
    'zh-CN': '报告没有示例覆盖的步骤、分支、工具、参数和枚举值',
  },
  paths: {
    en: 'files, folders or globs (default: this folder); without shots documents among them, all shots of the workspace count',
    'zh-CN': '文件、文件夹或通配符（默认：当前文件夹）；其中没有示例文档时，统计工作区的全部示例',
  },
  format: { en: 'output format', 'zh-CN': '输出格式' },
  min: { en: 'exit with 1 if less than this percentage is covered', 'zh-CN': '覆盖率低于此百分比时退出码为 1' },
  badPercent: {
    en: 'expected a number from 0 to 100, got "{value}"',
    'zh-CN': '应为 0 到 100 之间的数，收到的是“{value}”',
  },
  after: {
    en: 'No model is asked.\nExit code: 0 enough is covered; 1 less than --min; 2 usage error, or a file that cannot be read.',
    'zh-CN': '不使用模型。\n退出码：0 覆盖率足够；1 低于 --min；2 用法错误，或文件无法读取。',
  },
});

interface Flags {
  readonly format: CoverageFormat;
  readonly min?: number;
}

export function registerCoverage(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0], args?: { readonly value: string }) =>
    renderMessage(say(key, args), io.language);
  const parsePercent = (value: string): number => {
    const percent = /^\d{1,3}(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (!(percent <= 100)) throw new InvalidArgumentError(t('badPercent', { value }));
    return percent;
  };
  program
    .command('coverage')
    .description(t('description'))
    .argument('[paths...]', t('paths'))
    .addOption(new Option('--format <format>', t('format')).choices(COVERAGE_FORMATS).default('text'))
    .option('--min <percent>', t('min'), parsePercent)
    .addHelpText('after', `\n${t('after')}`)
    .action((paths: readonly string[], { format, min }: Flags) =>
      runCoverage({ paths: paths.length === 0 ? ['.'] : paths, format, min }, io),
    );
}
