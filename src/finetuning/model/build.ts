import { defineMessages } from '../../core/index.ts';
import { type BuildRequest, type BuiltModel, getHeadOfClass, getHeadOfTask } from '../architectures/architecture.ts';
import { type ConfigReader, createConfigReader, isRecord, show } from '../architectures/configReader.ts';
import { getArchitecture, knownModelTypes } from '../architectures/registry.ts';
import { type Finding, failure, type Outcome, settle } from '../finding.ts';
import type { ModelOptions } from './options.ts';
import type { ExpertFacts, ExpertLayout, ModelTree } from './tree.ts';
import { totalElements } from './walk.ts';

const say = defineMessages({
  notObject: {
    en: 'Expected config.json to contain a JSON object, got {value}.',
    'zh-CN': 'config.json 应为一个 JSON 对象，实际为 {value}。',
  },
  noType: {
    en: 'The configuration has no “model_type”, so the architecture is unknown.',
    'zh-CN': '配置中没有“model_type”，无法判断是哪种架构。',
  },
  unknownType: {
    en: 'Unknown model_type “{type}”.',
    'zh-CN': '未收录的 model_type“{type}”。',
  },
  adapter: {
    en: 'This is the configuration of an adapter, not of a model. “Read a configuration…” in the LoRA estimator reads it.',
    'zh-CN': '这是适配器的配置，不是模型的配置。请在 LoRA 估算器中用“读取配置…”读取。',
  },
  otherKind: {
    en: 'Open the config.json next to the model’s weights, or the .safetensors files: their headers contain the shapes of any architecture.',
    'zh-CN': '请打开模型权重旁的 config.json，或 .safetensors 文件：文件头记录了各矩阵的形状，适用于任何架构。',
  },
  useSafetensors: {
    en: 'Open the model’s .safetensors files instead: their headers contain the shapes of any architecture. Known types: {known}.',
    'zh-CN': '可以改为打开该模型的 .safetensors 文件：文件头记录了各矩阵的形状，适用于任何架构。已收录的有：{known}。',
  },
  tooLarge: {
    en: 'The sizes multiply to more than 9 × 10¹⁵ parameters; at least one of them is wrong.',
    'zh-CN': '这些尺寸相乘超过 9 × 10¹⁵ 个参数，其中必有一项写错了。',
  },
  invalidOption: {
    en: '“{field}” must be an integer of {least} or more, not {value}.',
    'zh-CN': '“{field}”必须是不小于 {least} 的整数，不能是 {value}。',
  },
  shrinks: {
    en: 'A vocabulary of {size} is smaller than the model’s {own}: resizing removes rows of the embedding and the head.',
    'zh-CN': '词表大小 {size} 小于模型自带的 {own}：调整大小会截掉嵌入层和输出头的若干行。',
  },
});

/** A larger number of labels is a typing error. */
const MAX_LABELS = 1_000_000;

/** Builds the tree of a Hugging Face `config.json` (already parsed from JSON). */
export function buildModel(config: unknown, options: ModelOptions = {}): Outcome<ModelTree> {
  if (!isRecord(config)) {
    const message = say('notObject', { value: show(config) });
    return failure({ code: 'not-an-object', severity: 'error', field: '', message });
  }
  const reader = createConfigReader(config);
  const modelType = reader.text('model_type', '');
  const family = getArchitecture(modelType);
  if (family === undefined)
    return failure(
      ...(reader.findings.length > 0
        ? reader.findings
        : [modelType === '' ? missingType(config) : unknownType(modelType)]),
    );
  const className = getClassName(config);
  const head =
    options.taskType === undefined
      ? (getHeadOfClass(className) ?? family.defaultHead)
      : getHeadOfTask(options.taskType);
  checkOptions(options, reader.findings);
  const request: BuildRequest = {
    head,
    vocabulary: (own) => resized(own, options, reader.findings),
    labels: options.numLabels ?? getLabelCount(reader),
    layout: options.moe ?? 'per-expert',
    transformers: options.transformers ?? 4,
  };
  const built = family.build(reader, request);
  if (!(totalElements(built.root, true) <= Number.MAX_SAFE_INTEGER)) {
    reader.findings.push({ code: 'invalid-field', severity: 'error', field: '', message: say('tooLarge') });
  }
  const rebuild = (change: Partial<BuildRequest>): BuiltModel =>
    family.build(createConfigReader(config), { ...request, vocabulary: (own) => resized(own, options, []), ...change });
  const otherLayout = (layout: ExpertLayout): BuiltModel['root'] => rebuild({ layout }).root;
  const tree: ModelTree = {
    name: options.name ?? getName(config, modelType),
    modelType,
    className,
    root: built.root,
    ...(built.outputHead === undefined ? {} : { outputHead: built.outputHead }),
    ...(built.inputEmbedding === undefined ? {} : { inputEmbedding: built.inputEmbedding }),
    tied: built.tied,
    addedTokens: options.addedTokens ?? 0,
    dimensions: built.dimensions,
    ...(family.dependsOnVersion === true ? withVersions(built, request, rebuild) : {}),
    ...(built.multimodal === undefined ? {} : { multimodal: built.multimodal }),
    ...(built.experts === undefined ? {} : { experts: withOtherLayout(built.experts, otherLayout) }),
  };
  return settle(tree, reader.findings);
}

/** The model in both versions of transformers; nothing if both are the same. */
function withVersions(
  built: BuiltModel,
  { transformers }: BuildRequest,
  rebuild: (change: Partial<BuildRequest>) => BuiltModel,
): Pick<ModelTree, 'transformers' | 'otherVersion'> {
  const version = transformers === 4 ? 5 : 4;
  const { root, outputHead, inputEmbedding, tied } = rebuild({ transformers: version });
  if (JSON.stringify([root, outputHead, tied]) === JSON.stringify([built.root, built.outputHead, built.tied]))
    return {};
  return {
    transformers,
    otherVersion: {
      transformers: version,
      root,
      tied,
      ...(outputHead === undefined ? {} : { outputHead }),
      ...(inputEmbedding === undefined ? {} : { inputEmbedding }),
    },
  };
}

function withOtherLayout(
  facts: Omit<ExpertFacts, 'otherLayout'>,
  build: (layout: ExpertLayout) => BuiltModel['root'],
): ExpertFacts {
  if (!facts.layoutDependsOnVersion) return facts;
  return { ...facts, otherLayout: build(facts.layout === 'fused' ? 'per-expert' : 'fused') };
}

function unknownType(modelType: string): Finding {
  const message = say('unknownType', { type: modelType });
  const advice = say('useSafetensors', { known: knownModelTypes });
  return { code: 'unknown-model-type', severity: 'error', field: 'model_type', message, advice };
}

/** A configuration of another kind, such as that of an adapter or a tokenizer. */
function missingType(config: Readonly<Record<string, unknown>>): Finding {
  const advice = 'peft_type' in config ? say('adapter') : say('otherKind');
  return { code: 'missing-field', severity: 'error', field: 'model_type', message: say('noType'), advice };
}

function getClassName(config: Readonly<Record<string, unknown>>): string {
  const first = Array.isArray(config.architectures) ? config.architectures[0] : undefined;
  return typeof first === 'string' ? first : '';
}

function getName(config: Readonly<Record<string, unknown>>, modelType: string): string {
  const given = config._name_or_path;
  return typeof given === 'string' && given !== '' ? given : modelType;
}

function getLabelCount(config: ConfigReader): number {
  const named = config.raw('id2label');
  if (isRecord(named) && Object.keys(named).length > 0) return Object.keys(named).length;
  return config.size('num_labels', 2);
}

function checkOptions(options: ModelOptions, findings: Finding[]): void {
  const limits = [
    ['addedTokens', options.addedTokens, 0, 2 ** 24],
    ['vocabSize', options.vocabSize, 1, 2 ** 27],
    ['numLabels', options.numLabels, 1, MAX_LABELS],
  ] as const;
  for (const [field, value, least, most] of limits) {
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) continue;
    const message = say('invalidOption', { field, least, value });
    findings.push({ code: 'invalid-field', severity: 'error', field, message });
  }
}

function resized(own: number, options: ModelOptions, findings: Finding[]): number {
  const size = (options.vocabSize ?? own) + (options.addedTokens ?? 0);
  // A negative number of added tokens has a message of its own.
  if (size < own && (options.addedTokens ?? 0) >= 0) {
    const message = say('shrinks', { size, own });
    findings.push({ code: 'vocabulary-shrinks', severity: 'warning', field: 'vocabSize', message });
  }
  return size;
}
