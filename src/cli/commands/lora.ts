import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import { replaceFile } from '../../files/index.ts';
import {
  type AdapterConfig,
  basePrecisions,
  countAdapter,
  courseExercise,
  defaultGpus,
  defaultMemoryOptions,
  defaultSetup,
  estimateMemory,
  type Finding,
  getCompanionFile,
  losses,
  type MemoryOptions,
  type ModelOptions,
  type ModelTree,
  matchModelName,
  type Outcome,
  optimizers,
  rankSweep,
  splits,
  type TrainingFormat,
  type TrainingSetup,
  trainedPrecisions,
  trainingFormatInfo,
  trainingFormats,
  trainingLoops,
  writeTraining,
} from '../../finetuning/index.ts';
import type { CliIo } from '../io.ts';
import { printJsonErrors } from '../jsonErrors.ts';
import { addAdapterFlags, getAdapter, parseNumbers } from '../lora/adapterFlags.ts';
import { readModel } from '../lora/modelInput.ts';
import { findingLine, jsonReport, markdownReport, plainFinding, textReport } from '../lora/report.ts';
import { UsageError } from '../usageError.ts';

const say = defineMessages({
  description: {
    en: 'count the trainable parameters and memory of a LoRA configuration, as PEFT prints them',
    'zh-CN': '计算 LoRA 配置的可训练参数与显存占用，与 PEFT 的输出一致',
  },
  model: {
    en: 'a model name, a config.json, a model folder or a .safetensors file',
    'zh-CN': '模型名称、config.json、模型文件夹或 .safetensors 文件',
  },
  config: {
    en: 'a JSON file of LoraConfig fields, or any format of --write; flags take precedence',
    'zh-CN': '由 LoraConfig 字段组成的 JSON 文件，或 --write 能写出的任一格式；命令行参数优先',
  },
  groupModel: { en: 'Model:', 'zh-CN': '模型：' },
  groupAdapter: { en: 'Adapter, each field of PEFT’s configurations:', 'zh-CN': '适配器（PEFT 配置的各个字段）：' },
  groupMemory: { en: 'Memory:', 'zh-CN': '显存：' },
  groupFiles: { en: 'Training configurations:', 'zh-CN': '训练配置：' },
  examples: {
    en: `
Examples:
  sop-shots lora --model mistralai/Mistral-7B-v0.1 --rank 64 --target-modules q_proj,v_proj,embed_tokens,lm_head
  sop-shots lora --model ./my-model --config lora_config.py --format json
  sop-shots lora --model Qwen/Qwen3-8B --rank 16 --target-modules all-linear --write axolotl --sweep 8,16,32,64 --out runs
`,
    'zh-CN': `
示例：
  sop-shots lora --model mistralai/Mistral-7B-v0.1 --rank 64 --target-modules q_proj,v_proj,embed_tokens,lm_head
  sop-shots lora --model ./my-model --config lora_config.py --format json
  sop-shots lora --model Qwen/Qwen3-8B --rank 16 --target-modules all-linear --write axolotl --sweep 8,16,32,64 --out runs
`,
  },
  force: { en: 'with --out: overwrite existing files', 'zh-CN': '与 --out 合用：覆盖已有文件' },
  exists: { en: '"{path}" already exists; use --force to overwrite it', 'zh-CN': '“{path}”已存在；用 --force 覆盖' },
  format: { en: 'output format', 'zh-CN': '输出格式' },
  addedTokens: { en: 'tokens added to the vocabulary', 'zh-CN': '新增的 token 数' },
  vocabSize: { en: 'vocabulary size, instead of the model’s', 'zh-CN': '替代模型自带的词表大小' },
  numLabels: { en: 'labels of a classification head', 'zh-CN': '分类头的类别数' },
  transformers: { en: 'major version of transformers (default: 4)', 'zh-CN': 'transformers 主版本（默认 4）' },
  moe: { en: 'layout of expert weights', 'zh-CN': '专家权重的布局' },
  basePrecision: { en: 'precision of the frozen weights', 'zh-CN': '冻结权重的精度' },
  trainedPrecision: { en: 'precision of the trained weights', 'zh-CN': '可训练权重的精度' },
  optimizer: { en: 'optimizer', 'zh-CN': '优化器' },
  batchSize: { en: 'samples per card and step', 'zh-CN': '单卡批大小' },
  sequenceLength: { en: 'tokens per sample', 'zh-CN': '样本长度（token 数）' },
  noCheckpointing: { en: 'keep all activations', 'zh-CN': '不使用梯度检查点' },
  noFlash: { en: 'do not use a fused attention kernel', 'zh-CN': '不使用融合注意力' },
  loss: { en: 'how the cross-entropy keeps logits', 'zh-CN': '交叉熵保留 logits 的方式' },
  trainingLoop: {
    en: 'current, or older for transformers before 4.45',
    'zh-CN': 'current，或 older（transformers 4.45 之前）',
  },
  gpu: { en: 'the kind of your cards (default: a100-80)', 'zh-CN': '显卡型号（默认 a100-80）' },
  cards: { en: 'the number of your cards (default: 1)', 'zh-CN': '显卡数量（默认 1）' },
  split: { en: 'how the run is split over the cards', 'zh-CN': '训练在多卡之间的切分方式' },
  write: { en: 'print a training configuration instead', 'zh-CN': '改为输出训练配置' },
  sweep: {
    en: 'with --write: one configuration per rank, for example 8,16,32,64',
    'zh-CN': '与 --write 合用：每个秩一份配置，例如 8,16,32,64',
  },
  out: { en: 'with --write: the folder to write into', 'zh-CN': '与 --write 合用：写入的文件夹' },
  dataset: { en: 'with --write: the dataset', 'zh-CN': '与 --write 合用：数据集' },
  course: { en: 'show the steps of the course exercise', 'zh-CN': '显示课程练习的计算步骤' },
  needsModel: { en: '--model is required', 'zh-CN': '缺少 --model' },
  needsOut: {
    en: '--sweep writes several files; specify a folder with --out',
    'zh-CN': '--sweep 会写出多个文件，请用 --out 指定文件夹',
  },
  needsWrite: { en: '--sweep and --out require --write', 'zh-CN': '--sweep 和 --out 需与 --write 合用' },
  whole: { en: 'expected an integer, got "{value}"', 'zh-CN': '应为整数，而不是“{value}”' },
  ranks: {
    en: '--sweep expects ranks of 1 or more, for example 8,16,32,64',
    'zh-CN': '--sweep 的写法是由逗号分隔的秩，例如 8,16,32,64',
  },
});

type Options = Readonly<Record<string, unknown>> & {
  readonly model?: string;
  readonly format: 'text' | 'json' | 'markdown';
  readonly courseExercise?: boolean;
  readonly write?: TrainingFormat;
  readonly sweep?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly dataset?: string;
};

export function registerLora(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  const whole = (value: string): number => wholeNumber(value, io);
  const command = program
    .command('lora')
    .description(t('description'))
    .addOption(new Option('--format <format>', t('format')).choices(['text', 'json', 'markdown']).default('text'))
    .option('--course-exercise', t('course'))
    .addHelpText('after', t('examples'))
    .optionsGroup(t('groupModel'))
    .option('--model <model>', t('model'))
    .option('--added-tokens <n>', t('addedTokens'), whole)
    .option('--vocab-size <n>', t('vocabSize'), whole)
    .option('--num-labels <n>', t('numLabels'), whole)
    .addOption(new Option('--moe <layout>', t('moe')).choices(['per-expert', 'fused']))
    .addOption(
      new Option('--transformers <version>', t('transformers')).choices(['4', '5']).argParser((value) => Number(value)),
    )
    .optionsGroup(t('groupAdapter'))
    .option('--config <file>', t('config'));
  addAdapterFlags(command, io.language);
  command
    .optionsGroup(t('groupMemory'))
    .addOption(new Option('--base-precision <name>', t('basePrecision')).choices([...basePrecisions]))
    .addOption(new Option('--trained-precision <name>', t('trainedPrecision')).choices([...trainedPrecisions]))
    .addOption(new Option('--optimizer <name>', t('optimizer')).choices([...optimizers]))
    .option('--batch-size <n>', t('batchSize'), whole)
    .option('--sequence-length <n>', t('sequenceLength'), whole)
    .option('--no-checkpointing', t('noCheckpointing'))
    .option('--no-flash-attention', t('noFlash'))
    .addOption(new Option('--loss <kind>', t('loss')).choices([...losses]))
    .addOption(new Option('--training-loop <kind>', t('trainingLoop')).choices([...trainingLoops]))
    .addOption(new Option('--gpu <id>', t('gpu')).choices(defaultGpus.map(({ id }) => id)))
    .option('--cards <n>', t('cards'), whole)
    .addOption(new Option('--split <kind>', t('split')).choices([...splits]))
    .optionsGroup(t('groupFiles'))
    .addOption(new Option('--write <format>', t('write')).choices([...trainingFormats]))
    .option('--sweep <ranks>', t('sweep'))
    .option('--out <folder>', t('out'))
    .option('--force', t('force'))
    .option('--dataset <file>', t('dataset'))
    .action((options: Options) => runLora(options, io));
}

async function runLora(options: Options, io: CliIo): Promise<void> {
  if (options.courseExercise === true) return showCourse(io);
  if (options.model === undefined) throw new UsageError(say('needsModel'));
  const adapter = await getAdapter(options, io.cwd);
  if (!adapter.ok) return refuse(adapter.findings, options, io);
  if (options.write !== undefined) return writeConfigurations(options.write, options, adapter.value, io);
  if (options.sweep !== undefined || options.out !== undefined) throw new UsageError(say('needsWrite'));
  const model = await readModel(options.model, io.cwd, modelOptions(options, adapter.value));
  if (!model.ok) return refuse(model.findings, options, io);
  const counted = countAdapter(model.value, adapter.value);
  if (!counted.ok) return refuse([...model.findings, ...counted.findings], options, io);
  const memory = estimateMemory(model.value, counted.value, memoryOptions(options));
  if (!memory.ok) return refuse(memory.findings, options, io);
  const findings = [...model.findings, ...adapter.findings, ...counted.findings, ...memory.findings];
  const report = { model: model.value, count: counted.value, memory: memory.value, findings };
  const print = { text: textReport, json: jsonReport, markdown: markdownReport }[options.format];
  io.stdout(print(report, io.language));
}

/** Reports an error on standard error, or as JSON. Exit code 2. */
function refuse(findings: readonly Finding[], options: Options, io: CliIo): void {
  if (options.format === 'json') {
    const errors = findings.filter(({ severity }) => severity === 'error');
    printJsonErrors(
      errors.map((finding) => plainFinding(finding, io.language)),
      io,
    );
  }
  io.stderr(findings.map((finding) => `${findingLine(finding, io.language)}\n`).join(''));
  io.setExitCode(2);
}

function modelOptions(options: Options, adapter: AdapterConfig): ModelOptions {
  const given: Record<string, unknown> = {};
  for (const field of ['addedTokens', 'vocabSize', 'numLabels', 'moe', 'transformers'] as const) {
    if (options[field] !== undefined) given[field] = options[field];
  }
  return adapter.task_type === undefined ? given : { ...given, taskType: adapter.task_type };
}

function memoryOptions(options: Options): MemoryOptions {
  const given: Record<string, unknown> = { ...defaultMemoryOptions };
  for (const field of Object.keys(defaultMemoryOptions)) {
    if (options[field] !== undefined) given[field] = options[field];
  }
  if (options.gpu !== undefined) given.gpuId = options.gpu;
  // Several cards without a split train the usual way.
  if (options.split === undefined && typeof options.cards === 'number' && options.cards > 1) given.split = 'ddp';
  return { ...defaultMemoryOptions, ...given };
}

async function writeConfigurations(
  format: TrainingFormat,
  options: Options,
  adapter: AdapterConfig,
  io: CliIo,
): Promise<void> {
  const memory = memoryOptions(options);
  const model = await readKnownModel(options, adapter, io);
  if (model?.ok === false) return refuse(model.findings, options, io);
  const setup: TrainingSetup = {
    ...defaultSetup,
    model: toModelFolder(options.model ?? ''),
    adapter,
    basePrecision: memory.basePrecision,
    optimizer: memory.optimizer,
    batchSize: memory.batchSize,
    sequenceLength: memory.sequenceLength,
    checkpointing: memory.checkpointing,
    ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
    ...(options.out === undefined ? {} : { datasetInfoFolder: options.out }),
    ...(typeof options.numLabels === 'number' ? { numLabels: options.numLabels } : {}),
  };
  const ranks = options.sweep === undefined ? undefined : parseRanks(options.sweep);
  if (ranks !== undefined && options.out === undefined) throw new UsageError(say('needsOut'));
  const setups = ranks === undefined ? [setup] : rankSweep(setup, ranks);
  const texts: string[] = [];
  for (const each of setups) {
    const written = writeTraining(format, each, model?.value);
    if (!written.ok) return refuse(written.findings, options, io);
    if (texts.length === 0) io.stderr(written.findings.map((one) => `${findingLine(one, io.language)}\n`).join(''));
    texts.push(written.value);
  }
  if (options.out === undefined) return io.document(texts.join(''));
  const files = texts.map((text, at) => ({ name: fileName(format, ranks?.[at]), text }));
  const companion = getCompanionFile(format, setup);
  const all = companion === undefined ? files : [...files, companion];
  await writeInto(resolve(io.cwd, options.out), all, options.force === true, io);
}

/** The model to write for, if its name or file is known; its name alone is enough for explicit targets. */
async function readKnownModel(
  options: Options,
  adapter: AdapterConfig,
  io: CliIo,
): Promise<Outcome<ModelTree> | undefined> {
  const named = options.model ?? '';
  if (!existsSync(resolve(io.cwd, named)) && matchModelName(named) === undefined) return undefined;
  return readModel(named, io.cwd, modelOptions(options, adapter));
}

/** Trainers take the folder of a model, not a file in it. */
function toModelFolder(named: string): string {
  return /\.(json|safetensors)$/.test(named) ? dirname(named) : named;
}

/** Writes all files or none: an existing file is overwritten only with `--force`. */
async function writeInto(
  folder: string,
  files: readonly { readonly name: string; readonly text: string }[],
  force: boolean,
  io: CliIo,
): Promise<void> {
  const paths = files.map(({ name }) => join(folder, name));
  const taken = force ? undefined : paths.find((path) => existsSync(path));
  if (taken !== undefined) throw new UsageError(say('exists', { path: taken }));
  await mkdir(folder, { recursive: true });
  for (const [at, path] of paths.entries()) {
    await replaceFile(path, files[at]?.text ?? '', force ? {} : { expected: null });
    io.stdout(`${path}\n`);
  }
}

function fileName(format: TrainingFormat, rank: number | undefined): string {
  const name = trainingFormatInfo[format].fileName;
  return rank === undefined ? name : name.replace(/(\.\w+)$/, `-r${rank}$1`);
}

function parseRanks(text: string): readonly number[] {
  const ranks = parseNumbers(text);
  if (ranks === undefined || ranks.length === 0 || ranks.includes(0)) throw new UsageError(say('ranks'));
  return ranks;
}

function showCourse(io: CliIo): void {
  const exercise = courseExercise();
  if (!exercise.ok) return;
  const { steps, line, remark } = exercise.value;
  const text = (message: Message) => renderMessage(message, io.language);
  const lines = steps.map(
    ({ label, formula, value }) => `${text(label)}\n  ${formula} = ${value.toLocaleString('en-US')}`,
  );
  io.stdout(`${[...lines, line, text(remark)].join('\n')}\n`);
}

function wholeNumber(value: string, io: CliIo): number {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new InvalidArgumentError(renderMessage(say('whole', { value }), io.language));
}
