import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import { type Finding, failure, type Outcome, settle, success } from '../finding.ts';
import { targetNames } from '../model/targetNames.ts';
import type { ModelTree } from '../model/tree.ts';
import { getNamedModules, totalElements } from '../model/walk.ts';
import { adviseOnCount } from './advice.ts';
import { conversionLimits, countAlternatives, countConverted } from './alternatives.ts';
import { countBiases } from './biases.ts';
import { countModules } from './countModules.ts';
import { countParameters } from './countParameters.ts';
import { printedLine } from './printedLine.ts';
import { replicateLayers } from './replication.ts';
import { resolveConfig, withLateHeads } from './resolve.ts';
import type { CountResult } from './result.ts';
import { countSaved, countTokens } from './saved.ts';
import { createTally } from './tally.ts';
import { withOtherVersion } from './versions.ts';
import { countWhole } from './wholeModel.ts';

const say = defineMessages({
  noMatch: {
    en: 'No module of the model matches {targets}; PEFT rejects this.',
    'zh-CN': '模型中没有任何模块匹配 {targets}，PEFT 会直接报错。',
  },
  noTargets: {
    en: 'No target modules are chosen; PEFT rejects this.',
    'zh-CN': '未选择任何目标模块，PEFT 会直接报错。',
  },
  existing: { en: 'Available names: {names}.', 'zh-CN': '可用的名称有：{names}。' },
  noLayers: {
    en: 'PEFT cannot replicate the layers of this architecture.',
    'zh-CN': 'PEFT 不支持复制该架构的层。',
  },
});

/** Counts exactly like PEFT. Errors: no target matches, rank not positive, unsupported patterns and options. */
export function countAdapter(model: ModelTree, config: AdapterConfig): Outcome<CountResult> {
  return withOtherVersion(model, config, countVersion(model, config), countVersion);
}

/** Counts for one version of transformers. */
function countVersion(model: ModelTree, config: AdapterConfig): Outcome<CountResult> {
  if (config.peft_type === 'FULL') return success(countWhole(model, config));
  const counted = countInLayout(model, config);
  const limits = conversionLimits(model, config);
  if (!counted.ok) {
    const converted = countConverted(model, config, countInLayout);
    if (converted?.ok !== true) return counted;
    const findings = [...converted.findings, ...limits];
    return success({ ...converted.value, findings }, findings);
  }
  const alternatives = countAlternatives(model, counted.value, countInLayout);
  const advice = adviseOnCount(model, counted.value, alternatives);
  const result = { ...counted.value, alternatives, findings: [...counted.findings, ...advice, ...limits] };
  return settle(result, result.findings);
}

/** Counts with the model's own layout of experts only. */
export function countInLayout(given: ModelTree, adapter: AdapterConfig): Outcome<CountResult> {
  const names = targetNames(given).map((target) => target.name);
  const { config, findings } = resolveConfig(given, adapter, names);
  if (findings.some((finding) => finding.severity === 'error')) return failure(...findings);
  const model = config.layer_replication === undefined ? given : replicateLayers(given, config.layer_replication);
  if (model === undefined) {
    const message = say('noLayers');
    return failure({ code: 'unsupported-option', severity: 'error', field: 'layer_replication', message });
  }
  const namedModules = getNamedModules(model.root);
  const tally = createTally();
  const all: Finding[] = [...findings];
  const matched = countModules(model, namedModules, config, tally);
  const parameters = countParameters(namedModules, config, matched.matchedKeys, tally);
  const saved = countSaved(namedModules, withLateHeads(config), matched.matchedKeys, tally);
  const tokens = countTokens(model, namedModules, tokenRows(model, config), matched.matchedKeys, tally);
  countBiases(model.root, namedModules, config, matched, saved, tally);
  const matchedCount = matched.matched + parameters.matched;
  all.push(...matched.findings, ...parameters.findings, ...saved.findings, ...tokens);
  const failed = all.some((finding) => finding.severity === 'error');
  if (matchedCount === 0 && !failed) all.push(noMatch(config, names));
  return settle(summarise(model, config, tally, all), all);
}

function tokenRows(model: ModelTree, config: AdapterConfig): Readonly<Record<string, readonly number[]>> {
  const rows = config.trainable_token_indices;
  if (rows === undefined) return {};
  const isList = (value: typeof rows): value is readonly number[] => Array.isArray(value);
  return isList(rows) ? { [model.inputEmbedding ?? 'embed_tokens']: rows } : rows;
}

function summarise(
  model: ModelTree,
  config: AdapterConfig,
  tally: ReturnType<typeof createTally>,
  findings: readonly Finding[],
): CountResult {
  const modules = tally.modules();
  const base = totalElements(model.root);
  const trainable = modules.reduce((sum, module) => sum + module.trainable, 0);
  const total = base + modules.reduce((sum, module) => sum + module.added, 0);
  return {
    trainable,
    total,
    base,
    percent: total === 0 ? 0 : (100 * trainable) / total,
    line: printedLine(trainable, total),
    modules,
    layers: tally.layers(),
    alternatives: [],
    config,
    findings,
  };
}

function noMatch(config: AdapterConfig, names: readonly string[]): Finding {
  const targets = config.target_modules ?? [];
  const shown = typeof targets === 'string' ? [targets] : [...targets, ...(config.target_parameters ?? [])];
  const message = shown.length === 0 ? say('noTargets') : say('noMatch', { targets: shown });
  return { code: 'no-match', severity: 'error', field: 'target_modules', message, advice: say('existing', { names }) };
}
