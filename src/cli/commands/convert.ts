import { type Command, Option } from 'commander';
import { CALL_NOTATION_IDS, defineMessages, renderMessage } from '../../core/index.ts';
import { runConvert } from '../convertRun.ts';
import type { CliIo } from '../io.ts';

const say = defineMessages({
  description: {
    en: 'write the calls of shots documents in another notation',
    'zh-CN': '将示例文档中的调用改写为另一种写法',
  },
  paths: { en: 'files, folders or globs (default: this folder)', 'zh-CN': '文件、文件夹或通配符（默认：当前文件夹）' },
  calls: { en: 'the notation', 'zh-CN': '写法' },
  check: {
    en: 'do not write; exit with 1 if a file would change',
    'zh-CN': '不修改文件；若有文件需要改动则退出码为 1',
  },
});

interface Flags {
  readonly calls: string;
  readonly check?: boolean;
}

export function registerConvert(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  program
    .command('convert')
    .description(t('description'))
    .argument('[paths...]', t('paths'))
    .addOption(new Option('--calls <notation>', t('calls')).choices(CALL_NOTATION_IDS).makeOptionMandatory())
    .option('--check', t('check'))
    .action((paths: readonly string[], { calls, check }: Flags) =>
      runConvert({ paths: paths.length === 0 ? ['.'] : paths, calls, check: check === true }, io),
    );
}
