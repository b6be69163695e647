import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import { defaultFeedForward, defaultTargets } from '../adapter/defaultTargets.ts';
import type { Finding } from '../finding.ts';
import type { ModelTree } from '../model/tree.ts';

const say = defineMessages({
  noDefaults: {
    en: 'PEFT has no default target_modules for model_type “{type}”.',
    'zh-CN': 'PEFT 没有为 model_type“{type}”准备默认的 target_modules。',
  },
  nameTargets: {
    en: 'Set target_modules. Available names: {names}.',
    'zh-CN': '请设置 target_modules。可用的名称有：{names}。',
  },
  layersWithPattern: {
    en: '“{field}” cannot be used if target_modules is a string; PEFT rejects it.',
    'zh-CN': 'target_modules 是字符串时不能使用“{field}”，PEFT 会报错。',
  },
  patternWithoutLayers: {
    en: '“layers_pattern” needs “layers_to_transform”.',
    'zh-CN': '使用“layers_pattern”时必须同时给出“layers_to_transform”。',
  },
  biasWithDora: {
    en: '“lora_bias” and “use_dora” cannot be combined.',
    'zh-CN': '“lora_bias”与“use_dora”不能同时使用。',
  },
  biasWithInit: {
    en: '“lora_bias” needs “init_lora_weights” to be true or false.',
    'zh-CN': '使用“lora_bias”时“init_lora_weights”只能是 true 或 false。',
  },
  tokensAndSaved: {
    en: '“{name}” is in modules_to_save and in trainable_token_indices; PEFT accepts only one of them.',
    'zh-CN': '“{name}”同时出现在 modules_to_save 和 trainable_token_indices 中，PEFT 只允许其一。',
  },
  tokenRange: {
    en: 'Token {tokens} does not exist: the vocabulary has {size} entries.',
    'zh-CN': '不存在 token {tokens}：词表大小为 {size}。',
  },
  feedForward: {
    en: '“feedforward_modules” must be a subset of “target_modules”; {names} are not in it.',
    'zh-CN': '“feedforward_modules”必须是“target_modules”的子集；{names} 不在其中。',
  },
  tiePattern: {
    en: '“ensure_weight_tying” can be counted only if target_modules is a list.',
    'zh-CN': '只有 target_modules 为列表时才能计算“ensure_weight_tying”。',
  },
  parametersWith: {
    en: '“target_parameters” cannot be combined with “{field}”.',
    'zh-CN': '“target_parameters”不能与“{field}”同时使用。',
  },
});

/** A configuration with PEFT's defaults, and the errors PEFT would raise. */
export interface ResolvedConfig {
  readonly config: AdapterConfig;
  readonly findings: readonly Finding[];
}

/** PEFT's default ranks. */
const DEFAULT_RANKS = { LORA: 8, LOHA: 8, LOKR: 8, VERA: 256, ADALORA: 12 } as const;

/** Adds defaults: the rank, target modules by `model_type`, heads that PEFT saves for a task. */
export function resolveConfig(model: ModelTree, given: AdapterConfig, names: readonly string[]): ResolvedConfig {
  const findings: Finding[] = [];
  let config = withSavedHeads(given);
  if (given.peft_type === 'ADALORA') config = { ...config, init_r: given.init_r ?? DEFAULT_RANKS.ADALORA };
  else if (given.peft_type in DEFAULT_RANKS && given.r === undefined) {
    config = { ...config, r: DEFAULT_RANKS[given.peft_type as 'LORA'] };
  }
  const needsTargets = given.target_modules === undefined && given.peft_type !== 'FULL';
  if (needsTargets && (given.target_parameters ?? []).length > 0) config = { ...config, target_modules: [] };
  else if (needsTargets && given.peft_type === 'TRAINABLE_TOKENS') {
    const last = model.inputEmbedding?.split('.').at(-1) ?? 'embed_tokens';
    config = { ...config, target_modules: [last] };
  } else if (needsTargets) {
    const targets = defaultTargets(given.peft_type, model.modelType);
    if (targets === undefined) {
      const message = say('noDefaults', { type: model.modelType });
      const advice = say('nameTargets', { names });
      findings.push({ code: 'no-default-targets', severity: 'error', field: 'target_modules', message, advice });
    } else config = { ...config, target_modules: targets };
  }
  if (given.peft_type === 'IA3' && given.feedforward_modules === undefined) {
    const feedForward = needsTargets ? (defaultFeedForward(model.modelType) ?? []) : [];
    config = { ...config, feedforward_modules: feedForward };
  }
  const tied = tieTargets(model, config);
  return { config: tied.config, findings: [...findings, ...tied.findings, ...getConflicts(model, tied.config)] };
}

/** Names that PEFT treats as embeddings and heads when it ties them. */
const embeddingNames: ReadonlySet<string> = new Set(['embed_tokens', 'lm_head']);

/**
 * `ensure_weight_tying` on a tied model: the embedding or the head selects both. A copy is shared by both; of adapters
 * PEFT creates two that share memory, and its count still includes both.
 */
function tieTargets(model: ModelTree, config: AdapterConfig): ResolvedConfig {
  const { inputEmbedding, outputHead, tied } = model;
  if (config.ensure_weight_tying !== true || !tied || inputEmbedding === undefined || outputHead === undefined) {
    return { config, findings: [] };
  }
  const isEmbedding = (name: string): boolean => embeddingNames.has(name.split('.').at(-1) ?? '');
  const saved = config.modules_to_save ?? [];
  if (saved.some(isEmbedding)) {
    const others = saved.filter((name) => !isEmbedding(name));
    return { config: { ...config, modules_to_save: [...others, inputEmbedding] }, findings: [] };
  }
  const targets = config.target_modules ?? [];
  if (typeof targets === 'string') {
    const message = say('tiePattern');
    return {
      config,
      findings: [{ code: 'unsupported-option', severity: 'error', field: 'ensure_weight_tying', message }],
    };
  }
  if (!targets.some(isEmbedding)) return { config, findings: [] };
  const both = new Set([...targets, inputEmbedding, outputHead]);
  return { config: { ...config, target_modules: [...both] }, findings: [] };
}

/** Heads of sequence classification are trained in full: PEFT adds their names to `modules_to_save` before matching. */
function withSavedHeads(config: AdapterConfig): AdapterConfig {
  return config.task_type === 'SEQ_CLS' ? withSaved(config, ['classifier', 'score']) : config;
}

/**
 * Heads of the other tasks are added after matching, so they may already have an adapter, which PEFT rejects.
 * Source: the constructors in peft/peft_model.py.
 */
export function withLateHeads(config: AdapterConfig): AdapterConfig {
  if (config.task_type === 'TOKEN_CLS') return withSaved(config, ['classifier', 'score']);
  return config.task_type === 'QUESTION_ANS' ? withSaved(config, ['qa_outputs']) : config;
}

function withSaved(config: AdapterConfig, names: readonly string[]): AdapterConfig {
  return { ...config, modules_to_save: [...new Set([...(config.modules_to_save ?? []), ...names])] };
}

function getConflicts(model: ModelTree, config: AdapterConfig): readonly Finding[] {
  const findings: Finding[] = [];
  const refuse = (field: string, message: Finding['message']): void => {
    findings.push({ code: 'conflicting-options', severity: 'error', field, message });
  };
  const layers = config.layers_to_transform;
  const pattern = config.layers_pattern ?? [];
  if (typeof config.target_modules === 'string') {
    if (layers !== undefined) refuse('layers_to_transform', say('layersWithPattern', { field: 'layers_to_transform' }));
    if (config.layers_pattern !== undefined)
      refuse('layers_pattern', say('layersWithPattern', { field: 'layers_pattern' }));
  } else if (pattern.length > 0 && layers === undefined) refuse('layers_pattern', say('patternWithoutLayers'));
  if (config.lora_bias === true && config.use_dora === true) refuse('lora_bias', say('biasWithDora'));
  if (config.lora_bias === true && typeof config.init_lora_weights === 'string')
    refuse('lora_bias', say('biasWithInit'));
  const saved = new Set(config.modules_to_save ?? []);
  for (const name of tokenModules(model, config)) {
    if (saved.has(name)) refuse('trainable_token_indices', say('tokensAndSaved', { name }));
  }
  for (const field of parameterConflicts(config)) refuse(field, say('parametersWith', { field }));
  findings.push(...getTokensOutOfRange(model, config));
  const untargeted = getUntargetedFeedForward(config);
  if (untargeted.length > 0) refuse('feedforward_modules', say('feedForward', { names: untargeted }));
  return findings;
}

/** Rows that the embedding does not have; PEFT raises an error. */
function getTokensOutOfRange(model: ModelTree, config: AdapterConfig): readonly Finding[] {
  const size = model.dimensions.vocabularySize;
  return (['trainable_token_indices', 'token_indices'] as const).flatMap((field) => {
    const given: unknown = config[field];
    const lists: readonly unknown[] = typeof given === 'object' && given !== null ? Object.values(given) : [];
    const tokens = lists.flat().filter((token): token is number => typeof token === 'number' && token >= size);
    if (tokens.length === 0 || size === 0) return [];
    const message = say('tokenRange', { tokens: tokens.slice(0, 8), size });
    return [{ code: 'token-out-of-range', severity: 'error', field, message }];
  });
}

function tokenModules(model: ModelTree, config: AdapterConfig): readonly string[] {
  const indices = config.trainable_token_indices;
  if (indices === undefined) return [];
  return Array.isArray(indices) ? [model.inputEmbedding ?? 'embed_tokens'] : Object.keys(indices);
}

function parameterConflicts(config: AdapterConfig): readonly string[] {
  if ((config.target_parameters ?? []).length === 0) return [];
  const set = {
    lora_dropout: (config.lora_dropout ?? 0) !== 0,
    fan_in_fan_out: config.fan_in_fan_out === true,
    lora_bias: config.lora_bias === true,
    use_dora: config.use_dora === true,
    kasa_config: config.kasa_config !== undefined,
  };
  return Object.entries(set)
    .filter(([, present]) => present)
    .map(([field]) => field);
}

function getUntargetedFeedForward(config: AdapterConfig): readonly string[] {
  const { feedforward_modules: feedForward, target_modules: targets } = config;
  if (typeof feedForward !== 'object' || typeof targets !== 'object') return [];
  return feedForward.filter((name) => !targets.includes(name));
}
