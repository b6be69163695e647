import { type Command, Option } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import { type ImportFlags, runImport } from '../dataset/importRun.ts';
import type { CliIo } from '../io.ts';

const say = defineMessages({
  description: { en: 'read training data as shots', 'zh-CN': '把训练数据读取为示例' },
  file: {
    en: 'a file of training data (JSON Lines or a JSON list)',
    'zh-CN': '训练数据文件（JSON Lines 或 JSON 列表）',
  },
  out: { en: 'folder for the documents and tool files', 'zh-CN': '输出文件夹，存放文档和工具文件' },
  wireNames: {
    en: 'names.json of the export, to restore the names of tools',
    'zh-CN': '导出时写出的 names.json，用于还原工具名',
  },
  language: { en: 'language of the labels', 'zh-CN': '标签所用的语言' },
  force: { en: 'overwrite files in the folder', 'zh-CN': '覆盖文件夹中的文件' },
});

export function registerImport(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]): string => renderMessage(say(key), io.language);
  program
    .command('import')
    .description(t('description'))
    .argument('<file>', t('file'))
    .requiredOption('--out <folder>', t('out'))
    .option('--wire-names <file>', t('wireNames'))
    .addOption(new Option('--language <language>', t('language')).choices(['en', 'zh-CN']))
    .option('--force', t('force'))
    .action((file: string, flags: ImportFlags) => runImport(file, flags, io));
}
