import { type Command, Option } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import { OBSERVATION_MODES, THOUGHT_MODES } from '../../datasets/index.ts';
import type { ExportFlags } from '../dataset/exportFlags.ts';
import { runExport } from '../dataset/exportRun.ts';
import { RECIPE_FORMATS } from '../dataset/recipe.ts';
import type { CliIo } from '../io.ts';

const say = defineMessages({
  description: { en: 'write shots as training data', 'zh-CN': '把示例导出为训练数据' },
  paths: { en: 'files, folders or globs (default: this folder)', 'zh-CN': '文件、文件夹或通配符（默认：当前文件夹）' },
  to: {
    en: 'target: openai, hf (trl, axolotl, unsloth), llamafactory, llamafactory-v1, ms-swift, alpaca, hermes, text',
    'zh-CN':
      '目标格式：openai、hf（trl、axolotl、unsloth）、llamafactory、llamafactory-v1、ms-swift、alpaca、hermes、text',
  },
  out: {
    en: 'folder for train.jsonl, report.json and the files beside them',
    'zh-CN': '输出文件夹，存放 train.jsonl、report.json 等文件',
  },
  thought: { en: 'how thoughts are written', 'zh-CN': '思考的写法' },
  splitTurns: { en: 'one sample per turn of the assistant', 'zh-CN': '助手的每一轮写成一条样本' },
  parallel: {
    en: 'keep parallel calls together, or write one after the other',
    'zh-CN': '并行调用保持在一起，或逐个写出',
  },
  plainAs: {
    en: 'shots with actions in plain language: as ReAct text, or skip them',
    'zh-CN': '含自然语言行动的示例：写成 ReAct 文本，或跳过',
  },
  observations: { en: 'how results of parallel calls are joined', 'zh-CN': '并行调用的结果如何合并' },
  arguments: {
    en: 'arguments as objects, or as JSON strings for older readers',
    'zh-CN': '参数写成对象，或为旧版本读取程序写成 JSON 字符串',
  },
  wireNames: {
    en: 'a JSON file of tool names in the data; without a file, names in ASCII are generated',
    'zh-CN': '数据中所用工具名的 JSON 文件；不带文件则自动生成 ASCII 名称',
  },
  status: {
    en: 'any: drafts too; approved: approved shots only',
    'zh-CN': 'any：包括草稿；approved：仅限已批准的示例',
  },
  strict: { en: 'exit with 1 if a shot is left out', 'zh-CN': '若有示例未写入则退出码为 1' },
  system: { en: 'a file with the system text', 'zh-CN': '系统提示词文件' },
  tools: { en: 'tools per sample: used, document or used+N', 'zh-CN': '每条样本附带的工具：used、document 或 used+N' },
  template: { en: 'the name of the conversation template of LLaMA-Factory', 'zh-CN': 'LLaMA-Factory 的对话模板名称' },
  tokenizer: {
    en: 'count tokens with o200k, cl100k, or the path of a tokenizer.json',
    'zh-CN': '计算 token 数所用的 o200k、cl100k，或 tokenizer.json 的路径',
  },
  recipe: { en: 'also write a training file for this trainer', 'zh-CN': '同时写出该训练程序的训练文件' },
  model: {
    en: 'the model of the recipe (default: Qwen/Qwen3-8B)',
    'zh-CN': '训练文件中的模型（默认：Qwen/Qwen3-8B）',
  },
  split: {
    en: 'parts with their shares, such as train=0.9,test=0.1; near-duplicates stay in one part',
    'zh-CN': '各部分的比例，例如 train=0.9,test=0.1；近似重复的样本始终在同一部分',
  },
  seed: { en: 'the same seed divides the data in the same way', 'zh-CN': '种子相同则划分结果相同' },
  groupBy: { en: 'what also stays in one part', 'zh-CN': '还有哪些样本应在同一部分' },
  force: { en: 'overwrite files in the folder', 'zh-CN': '覆盖文件夹中的文件' },
  format: { en: 'format of the printed report', 'zh-CN': '打印报告的格式' },
});

export function registerExport(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]): string => renderMessage(say(key), io.language);
  const choice = (flag: string, key: Parameters<typeof say>[0], values: readonly string[]): Option => {
    return new Option(flag, t(key)).choices(values);
  };
  program
    .command('export')
    .description(t('description'))
    .argument('[paths...]', t('paths'))
    .option('--to <target>', t('to'))
    .requiredOption('--out <folder>', t('out'))
    .addOption(choice('--thought <mode>', 'thought', THOUGHT_MODES))
    .option('--split-turns', t('splitTurns'))
    .addOption(choice('--parallel <mode>', 'parallel', ['keep', 'split']))
    .addOption(choice('--plain-as <mode>', 'plainAs', ['react', 'skip']))
    .addOption(choice('--observations <mode>', 'observations', OBSERVATION_MODES))
    .addOption(choice('--arguments <form>', 'arguments', ['object', 'string']))
    .option('--wire-names [file]', t('wireNames'))
    .addOption(choice('--status <status>', 'status', ['any', 'approved']))
    .option('--strict', t('strict'))
    .option('--system <file>', t('system'))
    .option('--tools <selection>', t('tools'))
    .option('--template <name>', t('template'))
    .option('--tokenizer <name>', t('tokenizer'))
    .addOption(choice('--recipe <trainer>', 'recipe', RECIPE_FORMATS))
    .option('--model <name>', t('model'))
    .option('--split <shares>', t('split'))
    .option('--seed <n>', t('seed'), Number)
    .addOption(choice('--group-by <what>', 'groupBy', ['sop', 'file']))
    .option('--force', t('force'))
    .addOption(choice('--format <format>', 'format', ['text', 'json']).default('text'))
    .action((paths: readonly string[], flags: ExportFlags) => runExport(paths.length === 0 ? ['.'] : paths, flags, io));
}
