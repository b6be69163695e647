import type { Outcome } from '../finding.ts';
import { writeAxolotl } from './axolotl.ts';
import { writeLlamaFactory } from './llamaFactory.ts';
import { writeMsSwift } from './msSwift.ts';
import { writeAdapterConfig, writePython } from './peftFiles.ts';
import type { TrainingFormat, TrainingSetup } from './setup.ts';
import type { CountedAdapter } from './targets.ts';
import { writeTrl } from './trl.ts';
import { writeUnsloth } from './unsloth.ts';

/** A format of training configurations. */
export interface TrainingFormatInfo {
  /** Display name. */
  readonly title: string;
  readonly fileName: string;
  /** The versions that the written file is for. */
  readonly versions: string;
  /** True if the format has PEFT's defaults, so that target modules may be missing. */
  readonly hasDefaultTargets: boolean;
  readonly write: (setup: TrainingSetup, adapter: CountedAdapter) => Outcome<string>;
}

/** All formats. */
export const trainingFormatInfo: Readonly<Record<TrainingFormat, TrainingFormatInfo>> = {
  'peft-python': {
    title: 'LoraConfig (Python)',
    fileName: 'lora_config.py',
    versions: 'PEFT 0.17 to 0.21',
    hasDefaultTargets: true,
    write: writePython,
  },
  'adapter-config': {
    title: 'adapter_config.json',
    fileName: 'adapter_config.json',
    versions: 'PEFT 0.17 to 0.21',
    hasDefaultTargets: true,
    write: writeAdapterConfig,
  },
  llamafactory: {
    title: 'LLaMA-Factory',
    fileName: 'llamafactory.yaml',
    versions: 'LLaMA-Factory 0.9',
    hasDefaultTargets: false,
    write: writeLlamaFactory,
  },
  axolotl: {
    title: 'Axolotl',
    fileName: 'axolotl.yaml',
    versions: 'Axolotl 0.19',
    hasDefaultTargets: false,
    write: writeAxolotl,
  },
  'ms-swift': {
    title: 'ms-swift',
    fileName: 'ms-swift.sh',
    versions: 'ms-swift 4',
    hasDefaultTargets: false,
    write: writeMsSwift,
  },
  trl: {
    title: 'TRL (Python)',
    fileName: 'train_trl.py',
    versions: 'TRL 1, PEFT 0.17 to 0.21',
    hasDefaultTargets: true,
    write: writeTrl,
  },
  unsloth: {
    title: 'Unsloth (Python)',
    fileName: 'train_unsloth.py',
    versions: 'Unsloth 2026',
    hasDefaultTargets: false,
    write: writeUnsloth,
  },
};
