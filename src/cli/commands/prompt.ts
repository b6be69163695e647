import { type Command, InvalidArgumentError, Option } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import { PROMPT_FORMAT_NAMES, SELECTIONS } from '../../datasets/index.ts';
import type { CliIo } from '../io.ts';
import { type PromptFlags, runPrompt } from '../prompt/promptRun.ts';

const say = defineMessages({
  description: {
    en: 'assemble a prompt from a document: system text, tools, chosen shots, request',
    'zh-CN': '用文档组成提示词：系统文本、工具、选出的示例、用户请求',
  },
  file: { en: 'the document with shots', 'zh-CN': '含示例的文档' },
  request: { en: "the customer's request at the end of the prompt", 'zh-CN': '放在提示词末尾的用户请求' },
  system: { en: 'file with the system text', 'zh-CN': '系统文本所在的文件' },
  budget: { en: 'maximum number of tokens of the prompt', 'zh-CN': '提示词的 token 上限' },
  shots: { en: 'maximum number of shots', 'zh-CN': '示例数量上限' },
  tokenizer: {
    en: 'o200k, cl100k, or the path of a tokenizer.json',
    'zh-CN': 'o200k、cl100k，或 tokenizer.json 的路径',
  },
  select: {
    en: 'which shots: all, those that cover most per token, or those most similar to the request',
    'zh-CN': '选择哪些示例：全部、每个 token 覆盖最多的，或与请求最相似的',
  },
  format: { en: 'format of the prompt', 'zh-CN': '提示词的格式' },
  out: { en: 'write the prompt to this file', 'zh-CN': '把提示词写入此文件' },
  force: { en: 'overwrite the file of --out', 'zh-CN': '覆盖 --out 指定的文件' },
  badNumber: {
    en: 'expected a whole number from 1 up, got "{value}"',
    'zh-CN': '应为不小于 1 的整数，实际为“{value}”',
  },
});

export function registerPrompt(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  const count = (value: string): number => {
    if (/^\d{1,9}$/.test(value) && Number(value) > 0) return Number(value);
    throw new InvalidArgumentError(renderMessage(say('badNumber', { value }), io.language));
  };
  program
    .command('prompt')
    .description(t('description'))
    .argument('<file>', t('file'))
    .option('--request <text>', t('request'))
    .option('--system <file>', t('system'))
    .option('--budget <tokens>', t('budget'), count)
    .option('--shots <n>', t('shots'), count)
    .option('--tokenizer <name>', t('tokenizer'), 'o200k')
    .addOption(new Option('--select <mode>', t('select')).choices([...SELECTIONS]).default('all'))
    .addOption(new Option('--format <format>', t('format')).choices([...PROMPT_FORMAT_NAMES]).default('text'))
    .option('--out <file>', t('out'))
    .option('--force', t('force'))
    .action((file: string, flags: PromptFlags) => runPrompt(file, flags, io));
}
