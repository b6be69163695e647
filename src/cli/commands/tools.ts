import { type Command, InvalidArgumentError } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import type { CliIo } from '../io.ts';
import type { ImportFlags } from '../toolImport.ts';

const say = defineMessages({
  description: { en: 'work with tool files', 'zh-CN': '处理工具文件' },
  import: {
    en: 'write a tool file from the tools that an MCP server lists',
    'zh-CN': '把 MCP 服务器列出的工具写成工具文件',
  },
  command: {
    en: 'the program that is the server, with its arguments, after --',
    'zh-CN': '作为服务器运行的程序及其参数，写在 -- 之后',
  },
  out: { en: 'the tool file to write (*.tools.json)', 'zh-CN': '要写入的工具文件（*.tools.json）' },
  url: {
    en: 'the address of a server over HTTP, in place of a program',
    'zh-CN': 'HTTP 服务器的地址，用来代替程序',
  },
  header: {
    en: 'a request header from an environment variable, as "Name: $VARIABLE" or "Name: text $VARIABLE"',
    'zh-CN': '取自环境变量的请求头，写作“名称: $变量”或“名称: 文字 $变量”',
  },
  pass: {
    en: 'an environment variable that the program receives; it receives no others but PATH, HOME and the like',
    'zh-CN': '传给程序的环境变量；除 PATH、HOME 等之外不传其他变量',
  },
  timeout: { en: 'seconds until the import is given up', 'zh-CN': '多少秒后放弃导入' },
  yes: {
    en: 'start the program or contact the server without asking',
    'zh-CN': '不询问，直接启动程序或连接服务器',
  },
  force: { en: 'replace a file with other content without asking', 'zh-CN': '不询问，直接替换内容不同的文件' },
  badSeconds: { en: 'expected a number of seconds from 1 to 3600', 'zh-CN': '应为 1 到 3600 的秒数' },
});

export function registerTools(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]): string => renderMessage(say(key), io.language);
  const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  const toSeconds = (value: string): number => {
    const seconds = Number(value);
    if (Number.isFinite(seconds) && seconds >= 1 && seconds <= 3600) return seconds;
    throw new InvalidArgumentError(t('badSeconds'));
  };
  const tools = program.command('tools').description(t('description'));
  tools
    .command('import')
    .description(t('import'))
    .argument('[command...]', t('command'))
    .requiredOption('--out <file>', t('out'))
    .option('--url <url>', t('url'))
    .option('--header <line>', t('header'), collect, [])
    .option('--pass <variable>', t('pass'), collect, [])
    .option('--timeout <seconds>', t('timeout'), toSeconds, 30)
    .option('--yes', t('yes'))
    .option('--force', t('force'))
    .action(async (command: readonly string[], flags: ImportFlags) => {
      // The MCP client is large; the help of this command does not need it.
      const { runImport } = await import('../toolImport.ts');
      await runImport(command, flags, program.version() ?? '', io);
    });
}
