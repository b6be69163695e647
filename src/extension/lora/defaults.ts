import type { Language } from '../../core/index.ts';
import { defaultGpus, defaultMemoryOptions, getExampleCosts, type TrainingSetup } from '../../finetuning/index.ts';
import { isPanelState, type PanelConfiguration, type PanelState } from '../../protocol/index.ts';

/** The initial state: a common model and PEFT's usual targets. */
export function firstState(language: Language): PanelState {
  return {
    version: 1,
    edits: 0,
    model: { kind: 'catalogue', name: 'Qwen/Qwen3-8B' },
    modelOptions: {},
    configurations: [
      {
        name: 'LoRA 1',
        adapter: {
          peft_type: 'LORA',
          task_type: 'CAUSAL_LM',
          r: 16,
          lora_alpha: 32,
          target_modules: ['q_proj', 'k_proj', 'v_proj', 'o_proj'],
        },
        memory: defaultMemoryOptions,
      },
    ],
    active: 0,
    gpus: defaultGpus,
    cost: getExampleCosts(language === 'zh-CN' ? 'CNY' : 'USD'),
  };
}

/** A saved state, with defaults for memory options that its version did not have; undefined if it is none. */
export function readPanelState(saved: unknown): PanelState | undefined {
  if (!isPanelState(saved)) return undefined;
  const configurations = saved.configurations.map((configuration) => ({
    ...configuration,
    memory: { ...defaultMemoryOptions, ...configuration.memory },
  }));
  return { ...saved, configurations };
}

/** The training run of a configuration in the panel. Its numbers are defaults that the user can change in the file. */
export function toSetup(state: PanelState, configuration: PanelConfiguration): TrainingSetup {
  const { training } = state.cost;
  return {
    model: state.model.name,
    adapter: configuration.adapter,
    basePrecision: configuration.memory.basePrecision,
    optimizer: configuration.memory.optimizer,
    epochs: training.kind === 'sum' ? 3 : training.epochs,
    learningRate: 1e-4,
    batchSize: configuration.memory.batchSize,
    gradientAccumulation: 8,
    sequenceLength: configuration.memory.sequenceLength,
    checkpointing: configuration.memory.checkpointing,
    seed: 42,
  };
}

/** A configuration of the panel from a training run. */
export function toConfiguration(setup: TrainingSetup, name: string): PanelConfiguration {
  return {
    name,
    adapter: setup.adapter,
    memory: {
      ...defaultMemoryOptions,
      basePrecision: setup.basePrecision,
      optimizer: setup.optimizer,
      batchSize: setup.batchSize,
      sequenceLength: setup.sequenceLength,
      checkpointing: setup.checkpointing,
    },
  };
}

/** The state with the configuration added and selected; it replaces the last of four. Its task becomes the model's. */
export function withConfiguration(state: PanelState, configuration: PanelConfiguration): PanelState {
  const kept = state.configurations.slice(0, 3);
  const task = configuration.adapter.task_type;
  const modelOptions =
    task === undefined || task === 'CAUSAL_LM' ? state.modelOptions : { ...state.modelOptions, taskType: task };
  return { ...state, modelOptions, configurations: [...kept, configuration], active: kept.length };
}
