import type { Command } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import { runFormat } from '../formatRun.ts';
import type { CliIo } from '../io.ts';

const say = defineMessages({
  description: {
    en: 'format shots documents in the style of their project',
    'zh-CN': '按项目的风格排版示例文档',
  },
  paths: { en: 'files, folders or globs (default: this folder)', 'zh-CN': '文件、文件夹或通配符（默认：当前文件夹）' },
  check: {
    en: 'do not write; exit with 1 if a file would change',
    'zh-CN': '不修改文件；若有文件需要改动则退出码为 1',
  },
});

export function registerFormat(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  program
    .command('format')
    .description(t('description'))
    .argument('[paths...]', t('paths'))
    .option('--check', t('check'))
    .action((paths: readonly string[], flags: { readonly check?: boolean }) =>
      runFormat({ paths: paths.length === 0 ? ['.'] : paths, check: flags.check === true }, io),
    );
}
