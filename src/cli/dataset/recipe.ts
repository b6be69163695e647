import { stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { defineMessages } from '../../core/index.ts';
import type { ExportReport } from '../../datasets/index.ts';
import {
  defaultSetup,
  type ModelTree,
  type TrainingFormat,
  type TrainingSetup,
  trainingFormatInfo,
  writeTraining,
} from '../../finetuning/index.ts';
import type { CliIo } from '../io.ts';
import { readModel } from '../lora/modelInput.ts';
import { UsageError } from '../usageError.ts';

const say = defineMessages({
  target: {
    en: '--recipe {recipe} needs data of the target {targets}, not {target}',
    'zh-CN': '--recipe {recipe} 需要目标格式 {targets} 的数据，而不是 {target}',
  },
});

/** The trainers that a recipe can be written for, with the targets that they read. */
const RECIPES = {
  llamafactory: ['llamafactory', 'alpaca'],
  'ms-swift': ['ms-swift', 'hf', 'openai'],
  axolotl: ['hf'],
  trl: ['hf', 'text'],
} as const satisfies Readonly<Partial<Record<TrainingFormat, readonly string[]>>>;

export type RecipeFormat = keyof typeof RECIPES;

export const RECIPE_FORMATS = Object.keys(RECIPES) as readonly RecipeFormat[];

const DEFAULT_MODEL = 'Qwen/Qwen3-8B';

/** The wish for a recipe, with its model; made before anything is written. */
export interface RecipeRequest {
  readonly format: RecipeFormat;
  readonly name: string;
  readonly model: ModelTree | undefined;
}

/** Checks that the trainer reads the target, and reads the model. */
export async function prepareRecipe(
  format: RecipeFormat | undefined,
  target: string,
  named: string | undefined,
  out: string,
  io: CliIo,
): Promise<RecipeRequest | undefined> {
  if (format === undefined) return undefined;
  const targets: readonly string[] = RECIPES[format];
  if (!targets.includes(target)) throw new UsageError(say('target', { recipe: format, target, targets: [...targets] }));
  const model = await readModel(named ?? DEFAULT_MODEL, io.cwd, {});
  const name = named === undefined ? DEFAULT_MODEL : await toModelName(named, out, io);
  return { format, name, model: model.ok ? model.value : undefined };
}

/** The name of a model; for one in a folder, the path from the recipe to it. Trainers load folders, not files. */
async function toModelName(named: string, out: string, { cwd }: CliIo): Promise<string> {
  const path = resolve(cwd, named);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return named;
  const folder = relative(out, found.isFile() ? dirname(path) : path);
  return folder.split(sep).join('/');
}

/** A small training file for the data beside it, by the writers of the LoRA estimator. */
export function writeRecipe(
  { format, name, model }: RecipeRequest,
  report: ExportReport,
  template: string | undefined,
): { readonly name: string; readonly text: string } | undefined {
  const file = report.files.find(({ name: written }) => !written.includes('.react.')) ?? report.files[0];
  if (file === undefined) return undefined;
  const setup: TrainingSetup = {
    ...defaultSetup,
    model: name,
    dataset: file.name,
    datasetInfoFolder: '.',
    adapter: { peft_type: 'LORA', task_type: 'CAUSAL_LM', r: 16, lora_alpha: 32, target_modules: 'all-linear' },
    sequenceLength: toSequenceLength(report.tokens?.maximum),
    ...(template === undefined ? {} : { template }),
  };
  const written = writeTraining(format, setup, model);
  if (!written.ok) return undefined;
  // The export writes the entry of its own format into dataset_info.json.
  const text = written.value.replace(/^# dataset_info\.json needs this entry:\n#.*\n/, '');
  return { name: trainingFormatInfo[format].fileName, text };
}

/** The power of two that the longest sample fits into. */
function toSequenceLength(longest = 0): number {
  let length = defaultSetup.sequenceLength;
  while (length < longest) length *= 2;
  return length;
}
