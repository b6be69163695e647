import { type Command, InvalidArgumentError, Option } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import { SELECTIONS } from '../../datasets/index.ts';
import { runEval } from '../eval/evaluationRun.ts';
import { EVAL_FORMATS, type EvalFlags } from '../eval/flags.ts';
import { addServerOptions } from '../generation/serverOptions.ts';
import type { CliIo } from '../io.ts';
import { collect, numberFrom } from '../optionValues.ts';

const say = defineMessages({
  description: {
    en: 'test a model with the shots: each round is a test case',
    'zh-CN': '用示例评测模型：每一轮都是一个测试用例',
  },
  paths: { en: 'shots documents, folders or globs (default: .)', 'zh-CN': '示例文档、文件夹或通配符（默认：.）' },
  model: {
    en: 'the model; give several to compare them with the first (default: the only one the server has)',
    'zh-CN': '模型；可给出多个，与第一个比较（默认：服务器上唯一的模型）',
  },
  freeRun: {
    en: 'go on with the calls of the model instead of the author’s, until no recorded observation fits',
    'zh-CN': '按模型自己的调用继续，而不是作者的调用，直到没有合适的观察结果',
  },
  withoutShots: {
    en: 'run each model also without shots in the prompt, and compare',
    'zh-CN': '每个模型再用不带示例的提示词运行一次，并比较',
  },
  ablation: {
    en: 'leave out each shot in turn, and report what it brings',
    'zh-CN': '依次去掉每个示例，报告它的贡献',
  },
  prices: {
    en: 'a JSON file of prices per million tokens: {"model*": {"input", "output", "currency"}}',
    'zh-CN': '每百万 token 价格的 JSON 文件：{"model*": {"input", "output", "currency"}}',
  },
  format: { en: 'output format', 'zh-CN': '输出格式' },
  minimum: {
    en: 'exit with code 1 if the share of rounds with exactly the right calls is lower (0 to 1)',
    'zh-CN': '调用完全正确的轮次比例低于此值（0 到 1）时以代码 1 退出',
  },
  repeat: { en: 'how often each case is asked, without the cache', 'zh-CN': '每个用例询问几次（不使用缓存）' },
  match: {
    en: 'compare by schema (strict), or as the Berkeley Function Calling Leaderboard does (loose)',
    'zh-CN': '按工具定义比较（strict），或按 Berkeley Function Calling Leaderboard 的方式比较（loose）',
  },
  heldOut: {
    en: 'test these documents with the shots of the others, instead of leaving one out',
    'zh-CN': '用其余文档的示例评测这些文档，而不是逐个留出',
  },
  as: {
    en: 'send tools as definitions of the protocol, or everything as text',
    'zh-CN': '按协议发送工具定义（tools），或全部作为文本发送（text）',
  },
  select: {
    en: 'shots in a prompt: all, those that cover most, or those most similar to the request',
    'zh-CN': '提示词中的示例：全部、覆盖最多的，或与请求最相似的',
  },
  shotTokens: { en: 'maximum number of tokens of shots in a prompt', 'zh-CN': '提示词中示例的 token 上限' },
  concurrency: { en: 'number of parallel requests', 'zh-CN': '并发请求数' },
  temperature: { en: 'temperature of the model', 'zh-CN': '模型的温度参数' },
  maxTokens: { en: 'maximum number of tokens per reply', 'zh-CN': '回复的 token 上限' },
  seed: { en: 'the seed sent to the model', 'zh-CN': '发送给模型的随机种子' },
  pairs: {
    en: 'write failed cases as preference pairs: openai-dpo, hf-dpo, hf-kto, llamafactory-dpo, llamafactory-kto, ms-swift-dpo, ms-swift-kto',
    'zh-CN':
      '把失败的用例写成偏好对：openai-dpo、hf-dpo、hf-kto、llamafactory-dpo、llamafactory-kto、ms-swift-dpo、ms-swift-kto',
  },
  out: { en: 'the folder for the preference pairs', 'zh-CN': '偏好对的输出文件夹' },
  force: { en: 'overwrite files in the folder', 'zh-CN': '覆盖文件夹中的文件' },
  dryRun: { en: 'print the first request, and send nothing', 'zh-CN': '只打印第一个请求，不发送' },
  badShare: { en: 'expected a share from 0 to 1, got "{value}"', 'zh-CN': '应为 0 到 1 的比例，收到的是“{value}”' },
});

export function registerEval(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]): string => renderMessage(say(key), io.language);
  const integerFrom = (minimum: number) => numberFrom(minimum, true, io);
  const command = program
    .command('eval')
    .description(t('description'))
    .argument('[paths...]', t('paths'))
    .option('--model <name>', t('model'), collect, [])
    .addOption(new Option('--format <format>', t('format')).choices([...EVAL_FORMATS]).default('text'))
    .option('--min-call-accuracy <share>', t('minimum'), toShare(io))
    .option('--repeat <n>', t('repeat'), integerFrom(1), 1)
    .addOption(new Option('--match <mode>', t('match')).choices(['strict', 'loose']).default('strict'))
    .option('--held-out <glob>', t('heldOut'), collect, [])
    .addOption(new Option('--as <form>', t('as')).choices(['tools', 'text']).default('tools'))
    .option('--free-run', t('freeRun'))
    .option('--without-shots', t('withoutShots'))
    .option('--ablation', t('ablation'))
    .option('--prices <file>', t('prices'))
    .option('--pairs <target>', t('pairs'))
    .option('--out <folder>', t('out'))
    .option('--force', t('force'))
    .addOption(new Option('--select <mode>', t('select')).choices([...SELECTIONS]).default('all'))
    .option('--shot-tokens <n>', t('shotTokens'), integerFrom(0))
    .option('--concurrency <n>', t('concurrency'), integerFrom(1), 4)
    .option('--temperature <t>', t('temperature'), numberFrom(0, false, io))
    .option('--max-tokens <n>', t('maxTokens'), integerFrom(1))
    .option('--seed <n>', t('seed'), integerFrom(0))
    .option('--dry-run', t('dryRun'))
    .action((paths: readonly string[], flags: EvalFlags) => runEval(paths, flags, io));
  addServerOptions(command, io);
}

function toShare(io: CliIo): (value: string) => number {
  return (value) => {
    const share = value.trim() === '' ? Number.NaN : Number(value);
    if (share >= 0 && share <= 1) return share;
    throw new InvalidArgumentError(renderMessage(say('badShare', { value }), io.language));
  };
}
