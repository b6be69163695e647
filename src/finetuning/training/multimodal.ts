import { defineMessages, type Message } from '../../core/index.ts';
import { grouped } from '../counting/printedLine.ts';
import { getTrainedParts } from '../counting/trainedParts.ts';
import type { Finding } from '../finding.ts';
import type { TrainingFormat } from './setup.ts';
import type { CountedModel } from './targets.ts';

/** What each trainer does with a model that has a vision tower, unless its file says otherwise. */
const say = defineMessages({
  llamafactory: {
    en: 'By default, LLaMA-Factory freezes the vision tower and the projector, whatever lora_target names, and “all” never reaches the projector; the file sets freeze_vision_tower and freeze_multi_modal_projector.',
    'zh-CN':
      'LLaMA-Factory 默认冻结视觉塔和投影层，无论 lora_target 写了什么，且“all”从不包括投影层；因此文件中设置了 freeze_vision_tower 和 freeze_multi_modal_projector。',
  },
  'ms-swift': {
    en: 'By default, “all-linear” of ms-swift reaches the language model only (freeze_vit, freeze_aligner); the file names the modules.',
    'zh-CN': 'ms-swift 的 all-linear 默认只覆盖语言模型（freeze_vit、freeze_aligner）；因此文件中逐一写明了模块。',
  },
  axolotl: {
    en: 'Axolotl freezes no part: lora_target_linear and names reach the vision tower and the projector too.',
    'zh-CN': 'Axolotl 不冻结任何部分：lora_target_linear 和模块名也会覆盖视觉塔与投影层。',
  },
  peft: {
    en: 'PEFT freezes no part: all-linear and names reach the vision tower and the projector too.',
    'zh-CN': 'PEFT 不冻结任何部分：all-linear 和模块名也会覆盖视觉塔与投影层。',
  },
  unsloth: {
    en: 'FastLanguageModel of Unsloth leaves out the vision layers, even those that are named; the file uses FastVisionModel with all finetune_… flags on.',
    'zh-CN':
      'Unsloth 的 FastLanguageModel 会略过视觉层，即使写明了模块名；因此文件使用 FastVisionModel，并打开全部 finetune_… 开关。',
  },
  parts: {
    en: '{trainer} Trained here: language model {language}, vision tower {vision}, projector {projector}.',
    'zh-CN': '{trainer}此处训练：语言模型 {language}，视觉塔 {vision}，投影层 {projector}。',
  },
  exclude: {
    en: 'To keep the vision tower frozen, exclude it: exclude_modules = {pattern}.',
    'zh-CN': '如需冻结视觉塔，请将其排除：exclude_modules = {pattern}。',
  },
});

const defaults = {
  'peft-python': 'peft',
  'adapter-config': 'peft',
  llamafactory: 'llamafactory',
  axolotl: 'axolotl',
  'ms-swift': 'ms-swift',
  trl: 'peft',
  unsloth: 'unsloth',
} as const satisfies Readonly<Record<TrainingFormat, Parameters<typeof say>[0]>>;

/** What a trainer does with a vision tower by default. */
export function describeMultimodalDefault(format: TrainingFormat): Message {
  return say(defaults[format]);
}

/** What a written file trains of each part of a multimodal model, beside the trainer's own default. */
export function reportTrainedParts(format: TrainingFormat, { model, count }: CountedModel): readonly Finding[] {
  const parts = getTrainedParts(model, count);
  if (parts === undefined) return [];
  const figures = {
    language: grouped(parts.language),
    vision: grouped(parts.vision),
    projector: grouped(parts.projector),
  };
  const message = say('parts', { trainer: describeMultimodalDefault(format), ...figures });
  const pattern = `.*(${model.multimodal?.vision.join('|')}).*`;
  const isAdapted = parts.vision > 0 && count.config.peft_type !== 'FULL';
  return [
    {
      code: 'trainer-default',
      severity: 'info',
      field: 'target_modules',
      message,
      ...(isAdapted ? { advice: say('exclude', { pattern }) } : {}),
    },
  ];
}

/** The same as a comment of the written file; JSON has none. */
export function writePartsComment(format: TrainingFormat, { model, count }: CountedModel): string {
  const parts = getTrainedParts(model, count);
  if (parts === undefined || format === 'adapter-config') return '';
  const { language, vision, projector } = parts;
  const figures = `language model ${grouped(language)}, vision tower ${grouped(vision)}, projector ${grouped(projector)}`;
  return `# Trained parameters: ${figures}\n`;
}
