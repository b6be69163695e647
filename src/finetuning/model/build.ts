import { defineMessages } from '../../core/index.ts';
import { type BuildRequest, type BuiltModel, headOfClass, headOfTask } from '../architectures/architecture.ts';
import { type ConfigReader, createConfigReader, isRecord, show } from '../architectures/configReader.ts';
import { architectureOf, knownModelTypes } from '../architectures/registry.ts';
import { type Finding, failure, type Outcome, settle } from '../finding.ts';
import type { ModelOptions } from './options.ts';
import type { ExpertFacts, ExpertLayout, ModelTree } from './tree.ts';
import { totalElements } from './walk.ts';

const say = defineMessages({
  notObject: {
    en: 'A config.json holds one JSON object, this is {value}.',
    'zh-CN': 'config.json 应当是一个 JSON 对象，而这里是 {value}。',
  },
  noType: {
    en: 'The configuration has no “model_type”, so its architecture is not known.',
    'zh-CN': '配置中没有“model_type”，无法判断是哪种架构。',
  },
  unknownType: {
    en: 'The model_type “{type}” is not among the known ones: {known}.',
    'zh-CN': '未收录的 model_type“{type}”。已知的有：{known}。',
  },
  useSafetensors: {
    en: 'Open the model’s .safetensors files instead: their headers hold the shapes of any architecture.',
    'zh-CN': '可以改为打开该模型的 .safetensors 文件：文件头记录了各矩阵的形状，适用于任何架构。',
  },
  tooLarge: {
    en: 'The sizes multiply to more than 9 × 10¹⁵ parameters; one of them is mistaken.',
    'zh-CN': '这些尺寸相乘超过 9 × 10¹⁵ 个参数，其中必有一项写错了。',
  },
  invalidOption: {
    en: '“{field}” must be a whole number of {least} or more, not {value}.',
    'zh-CN': '“{field}”必须是不小于 {least} 的整数，不能是 {value}。',
  },
  shrinks: {
    en: 'A vocabulary of {size} is smaller than the model’s {own}: resizing cuts rows off the embedding and the head.',
    'zh-CN': '词表大小 {size} 小于模型自带的 {own}：调整大小会截掉嵌入层和输出头的若干行。',
  },
});

/** Labels beyond this number are a typing error. */
const mostLabels = 1_000_000;

/** Builds the tree of a Hugging Face `config.json` (already parsed from JSON). */
export function buildModel(config: unknown, options: ModelOptions = {}): Outcome<ModelTree> {
  if (!isRecord(config)) {
    const message = say('notObject', { value: show(config) });
    return failure({ code: 'not-an-object', severity: 'error', field: '', message });
  }
  const reader = createConfigReader(config);
  const modelType = reader.text('model_type', '');
  const family = architectureOf(modelType);
  if (family === undefined)
    return failure(...(reader.findings.length > 0 ? reader.findings : [unknownType(modelType)]));
  const className = firstClass(config);
  const head =
    options.taskType === undefined ? (headOfClass(className) ?? family.usualHead) : headOfTask(options.taskType);
  checkOptions(options, reader.findings);
  const request: BuildRequest = {
    head,
    vocabulary: (own) => resized(own, options, reader.findings),
    labels: options.numLabels ?? labelsOf(reader),
    layout: options.moe ?? 'per-expert',
  };
  const built = family.build(reader, request);
  if (!(totalElements(built.root, true) <= Number.MAX_SAFE_INTEGER)) {
    reader.findings.push({ code: 'invalid-field', severity: 'error', field: '', message: say('tooLarge') });
  }
  const otherLayout = (layout: ExpertLayout): BuiltModel['root'] =>
    family.build(createConfigReader(config), { ...request, vocabulary: (own) => resized(own, options, []), layout })
      .root;
  const tree: ModelTree = {
    name: options.name ?? nameOf(config, modelType),
    modelType,
    className,
    root: built.root,
    ...(built.outputHead === undefined ? {} : { outputHead: built.outputHead }),
    ...(built.inputEmbedding === undefined ? {} : { inputEmbedding: built.inputEmbedding }),
    tied: built.tied,
    addedTokens: options.addedTokens ?? 0,
    dimensions: built.dimensions,
    ...(built.experts === undefined ? {} : { experts: withOther(built.experts, otherLayout) }),
  };
  return settle(tree, reader.findings);
}

function withOther(
  facts: Omit<ExpertFacts, 'otherLayout'>,
  build: (layout: ExpertLayout) => BuiltModel['root'],
): ExpertFacts {
  if (!facts.layoutDependsOnVersion) return facts;
  return { ...facts, otherLayout: build(facts.layout === 'fused' ? 'per-expert' : 'fused') };
}

function unknownType(modelType: string): Finding {
  const message = modelType === '' ? say('noType') : say('unknownType', { type: modelType, known: knownModelTypes });
  const code = modelType === '' ? 'missing-field' : 'unknown-model-type';
  return { code, severity: 'error', field: 'model_type', message, advice: say('useSafetensors') };
}

function firstClass(config: Readonly<Record<string, unknown>>): string {
  const first = Array.isArray(config.architectures) ? config.architectures[0] : undefined;
  return typeof first === 'string' ? first : '';
}

function nameOf(config: Readonly<Record<string, unknown>>, modelType: string): string {
  const given = config._name_or_path;
  return typeof given === 'string' && given !== '' ? given : modelType;
}

function labelsOf(config: ConfigReader): number {
  const named = config.raw('id2label');
  if (isRecord(named) && Object.keys(named).length > 0) return Object.keys(named).length;
  return config.size('num_labels', 2);
}

function checkOptions(options: ModelOptions, findings: Finding[]): void {
  const limits = [
    ['addedTokens', options.addedTokens, 0, 2 ** 24],
    ['vocabSize', options.vocabSize, 1, 2 ** 27],
    ['numLabels', options.numLabels, 1, mostLabels],
  ] as const;
  for (const [field, value, least, most] of limits) {
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) continue;
    const message = say('invalidOption', { field, least, value });
    findings.push({ code: 'invalid-field', severity: 'error', field, message });
  }
}

function resized(own: number, options: ModelOptions, findings: Finding[]): number {
  const size = (options.vocabSize ?? own) + (options.addedTokens ?? 0);
  if (size < own) {
    const message = say('shrinks', { size, own });
    findings.push({ code: 'vocabulary-shrinks', severity: 'warning', field: 'vocabSize', message });
  }
  return size;
}
