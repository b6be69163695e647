import { defineMessages, type Message } from '../../core/index.ts';
import type { AdapterConfig, AdapterMethod } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import { type ModuleGroup, splitModule } from '../matching/moduleGroups.ts';
import { createSuffixSet } from '../matching/nameSuffix.ts';
import { compilePythonPattern } from '../matching/pythonPattern.ts';
import { createSelector, type Selector } from '../matching/selector.ts';
import type { ModelTree, ModuleNode } from '../model/tree.ts';
import { displayPath, type NamedModule, totalElements } from '../model/walk.ts';
import {
  type AdapterSize,
  adaLoraSize,
  ia3InputSize,
  ia3OutputSize,
  loHaSize,
  loKrSize,
  loraSize,
  plainSize,
  type Sizing,
  veraSize,
} from './adapterSize.ts';
import { tokenSize } from './saved.ts';
import type { Tally } from './tally.ts';

const say = defineMessages({
  unsupported: {
    en: '“{path}” matches, but {method} does not support this kind of module; PEFT rejects this.',
    'zh-CN': '“{path}”被匹配到，但 {method} 不能加在这类模块上，PEFT 会报错。',
  },
  stateSpace: {
    en: '“{path}” matches, but PEFT rejects {method} on out_proj and conv1d of Mamba models: their kernels bypass the adapter.',
    'zh-CN': '“{path}”被匹配到，但 PEFT 不允许在 Mamba 模型的 out_proj 和 conv1d 上使用 {method}：其内核会绕过适配器。',
  },
  narrowState: {
    en: 'Name other modules, such as in_proj and x_proj, or exclude these with exclude_modules.',
    'zh-CN': '请改用其他模块，例如 in_proj 和 x_proj，或用 exclude_modules 将其排除。',
  },
  narrow: {
    en: 'Name the layer inside it, or exclude it with exclude_modules.',
    'zh-CN': '请写出其内部的具体层，或用 exclude_modules 将其排除。',
  },
  rank: {
    en: 'The rank must be an integer of 1 or more, not {rank}.',
    'zh-CN': '秩必须是大于等于 1 的整数，不能是 {rank}。',
  },
  indivisible: {
    en: 'Rank {rank} is not divisible by the {groups} groups of “{path}”.',
    'zh-CN': '秩 {rank} 不能被“{path}”的分组数 {groups} 整除。',
  },
  above: {
    en: 'Rank {rank} is larger than {path} ({shape}): PEFT accepts it, but the adapter is then larger than the matrix needs.',
    'zh-CN': '秩 {rank} 大于 {path}（{shape}）的最小边长：PEFT 允许这样做，但超出部分没有意义。',
  },
  partial: {
    en: 'These entries match no module, and PEFT does not report it: {names}.',
    'zh-CN': '以下条目没有匹配到任何模块，而 PEFT 不会提示：{names}。',
  },
  existing: { en: 'Available names: {names}.', 'zh-CN': '可用的名称有：{names}。' },
  unusedRank: {
    en: 'These keys of rank_pattern match no adapted module: {names}.',
    'zh-CN': 'rank_pattern 中的以下键没有作用到任何模块：{names}。',
  },
  layerRange: {
    en: 'There is no adapted layer {layers}.',
    'zh-CN': '不存在第 {layers} 层，或该层没有可匹配的模块。',
  },
});

/** A group of equal modules with an adapter. */
interface AdaptedGroup {
  readonly named: NamedModule;
  readonly group: ModuleGroup;
}

/** The result of matching. */
export interface MatchedModules {
  /** Number of adapted modules. */
  readonly matched: number;
  /** The adapted groups, for the biases of `lora_only`. */
  readonly groups: readonly AdaptedGroup[];
  readonly matchedKeys: (key: string) => boolean;
  readonly findings: readonly Finding[];
}

/** Methods without a rank. */
const RANKLESS_METHODS: ReadonlySet<AdapterMethod> = new Set(['IA3', 'LN_TUNING', 'TRAINABLE_TOKENS']);

const sizings: Readonly<Record<Exclude<AdapterMethod, 'FULL' | 'LN_TUNING' | 'TRAINABLE_TOKENS' | 'IA3'>, Sizing>> = {
  LORA: loraSize,
  ADALORA: adaLoraSize,
  VERA: veraSize,
  LOHA: loHaSize,
  LOKR: loKrSize,
};

/** Counts the adapter on every module that matches, with findings. */
export function countModules(
  model: ModelTree,
  modules: readonly NamedModule[],
  config: AdapterConfig,
  tally: Tally,
): MatchedModules {
  const selector = createSelector(withoutShorthand(config));
  const findings: Finding[] = [...selector.findings];
  const groups: AdaptedGroup[] = [];
  const keys = new Set<string>();
  const getSize = createSizing(config);
  const reports = createMatchReports(config, modules);
  for (const { named, group } of findings.length === 0 ? selectGroups(model, modules, config, selector) : []) {
    const rank = getRank(selector, config, group.key);
    reports.record(selector, named, group, rank);
    const isRefused = isRefusedInStateSpace(model.modelType, config, group.key);
    const size = rank > 0 && !isRefused ? getSize(named.node, rank, group.key) : undefined;
    if (size === undefined) {
      findings.push(isRefused ? stateSpaceRefusal(config, named) : refusal(config, named, rank));
      continue;
    }
    groups.push({ named, group });
    keys.add(group.key);
    const role = config.peft_type === 'TRAINABLE_TOKENS' ? 'tokens' : 'adapter';
    tally.add(named, group, { role, rank: RANKLESS_METHODS.has(config.peft_type) ? 0 : rank, size });
  }
  findings.push(...reports.findings());
  const matched = groups.reduce((sum, { group }) => sum + group.instances, 0);
  return { matched, groups, matchedKeys: (key) => keys.has(key), findings: firstPerCodeAndField(findings) };
}

/** PEFT rejects LoRA on modules whose weights Mamba's kernels read without calling the module. */
function isRefusedInStateSpace(modelType: string, config: AdapterConfig, key: string): boolean {
  const isRefusedMethod = config.peft_type === 'LORA' || config.peft_type === 'ADALORA';
  return isRefusedMethod && /^(mamba2?|falcon_mamba)$/.test(modelType) && /(^|\.)(out_proj|conv1d)$/.test(key);
}

function stateSpaceRefusal(config: AdapterConfig, named: NamedModule): Finding {
  const message = say('stateSpace', { path: displayPath(named.path), method: config.peft_type });
  return {
    code: 'unsupported-target',
    severity: 'error',
    field: 'target_modules',
    message,
    advice: say('narrowState'),
  };
}

/** The groups of modules that the configuration selects. */
function* selectGroups(
  model: ModelTree,
  modules: readonly NamedModule[],
  config: AdapterConfig,
  selector: Selector,
): Generator<AdaptedGroup> {
  const shorthand = isAllLinear(config);
  const head = shorthand ? headToLeaveOut(model, config) : undefined;
  for (const named of modules) {
    if (shorthand && named.node.kind !== 'linear' && named.node.kind !== 'conv1d-transposed') continue;
    for (const group of splitModule(named, selector.granularity)) {
      const selection = selector.select(group.key);
      const isSelected = shorthand ? selection !== 'excluded' && group.key !== head : selection === 'matched';
      if (isSelected) yield { named, group };
    }
  }
}

/** `all-linear` is expanded to names by PEFT before matching; here the kind of a module decides. */
function withoutShorthand(config: AdapterConfig): AdapterConfig {
  return isAllLinear(config) ? { ...config, target_modules: [] } : config;
}

function isAllLinear(config: AdapterConfig): boolean {
  return typeof config.target_modules === 'string' && config.target_modules.toLowerCase() === 'all-linear';
}

/** The output head, or without one the classifier of sequences. Source: `_maybe_include_all_linear_layers`. */
function headToLeaveOut(model: ModelTree, config: AdapterConfig): string | undefined {
  if (model.outputHead !== undefined || config.task_type !== 'SEQ_CLS') return model.outputHead;
  const names = model.root.children.flatMap((child) => ('name' in child ? [child.name] : []));
  return ['score', 'classifier'].find((name) => names.includes(name));
}

function getRank(selector: Selector, config: AdapterConfig, key: string): number {
  if (RANKLESS_METHODS.has(config.peft_type)) return 1;
  if (config.peft_type === 'ADALORA') return config.init_r ?? 12;
  if (config.peft_type === 'VERA') return config.r ?? 256;
  return selector.getRank(key) ?? config.r ?? 8;
}

function createSizing(config: AdapterConfig): (node: ModuleNode, rank: number, key: string) => AdapterSize | undefined {
  const method = config.peft_type;
  if (method === 'TRAINABLE_TOKENS') {
    return (node) =>
      node.kind === 'container' ? undefined : tokenSize({ path: [], node, instances: 1 }, config.token_indices ?? []);
  }
  if (method === 'LN_TUNING') return (node) => plainSize('a copy', [totalElements(node, true)]);
  if (method === 'IA3') {
    const scalesInput = feedForwardTest(config);
    return (node, rank, key) => (scalesInput(key) ? ia3InputSize : ia3OutputSize)(node, rank, config);
  }
  const size = method === 'FULL' ? undefined : sizings[method];
  return (node, rank) => size?.(node, rank, config);
}

/** IA³ checks whether a name ends in a feed-forward module's, without a dot before it. */
function feedForwardTest(config: AdapterConfig): (key: string) => boolean {
  const modules = config.feedforward_modules ?? [];
  if (typeof modules !== 'string') return (key) => modules.some((name) => key.endsWith(name));
  const compiled = compilePythonPattern(modules);
  return (key) => compiled.ok && compiled.pattern.fullMatch(key);
}

function refusal(config: AdapterConfig, named: NamedModule, rank: number): Finding {
  const path = displayPath(named.path);
  if (!(rank > 0)) {
    return { code: 'rank-not-positive', severity: 'error', field: 'r', message: say('rank', { rank }) };
  }
  const groups = named.node.groups ?? 1;
  if (named.node.kind === 'convolution' && rank % groups !== 0) {
    const message = say('indivisible', { rank, groups, path });
    return { code: 'rank-indivisible', severity: 'error', field: 'r', message };
  }
  const message = say('unsupported', { path, method: config.peft_type });
  return { code: 'unsupported-target', severity: 'error', field: 'target_modules', message, advice: say('narrow') };
}

interface MatchReports {
  readonly record: (selector: Selector, named: NamedModule, group: ModuleGroup, rank: number) => void;
  readonly findings: () => readonly Finding[];
}

/** Records matches during counting, then reports entries of the configuration that matched nothing. */
function createMatchReports(config: AdapterConfig, modules: readonly NamedModule[]): MatchReports {
  const targets = typeof config.target_modules === 'object' ? config.target_modules : [];
  const set = createSuffixSet(targets);
  const hit = new Set<string>();
  const rankKeys = new Set<string>();
  const layers = new Set<number>();
  const tooLarge = new Map<string, Finding>();
  const record: MatchReports['record'] = (selector, named, group, rank) => {
    for (const name of set.matches(group.key)) hit.add(name);
    const rankKey = selector.getRankKey(group.key);
    if (rankKey !== undefined) rankKeys.add(rankKey);
    for (const layer of group.indices[0] ?? []) layers.add(layer);
    const { inFeatures = 0, outFeatures = 0, kind } = named.node;
    const usesRank = config.peft_type === 'LORA' || config.peft_type === 'ADALORA' || config.peft_type === 'LOHA';
    if (!usesRank || kind === 'convolution' || rank <= Math.min(inFeatures, outFeatures) || inFeatures === 0) return;
    const path = displayPath(named.path);
    const message = say('above', { rank, path, shape: `${inFeatures} → ${outFeatures}` });
    tooLarge.set(path, { code: 'rank-above-matrix', severity: 'warning', field: 'r', message });
  };
  const findings = (): readonly Finding[] => {
    const findings = [...tooLarge.values()];
    const warn = (
      code: 'partial-match' | 'layer-out-of-range',
      field: string,
      message: Message,
      advice?: Message,
    ): void => {
      findings.push({ code, severity: 'warning', field, message, ...(advice === undefined ? {} : { advice }) });
    };
    const missed = targets.filter((name) => !hit.has(name));
    if (missed.length > 0 && hit.size > 0) {
      const names = [
        ...new Set(modules.filter(({ node }) => node.kind === 'linear').map(({ path }) => lastWord(path))),
      ];
      warn('partial-match', 'target_modules', say('partial', { names: missed }), say('existing', { names }));
    }
    const unused = Object.keys(config.rank_pattern ?? {}).filter((key) => !rankKeys.has(key));
    if (unused.length > 0 && hit.size > 0) warn('partial-match', 'rank_pattern', say('unusedRank', { names: unused }));
    const requested = config.layers_to_transform ?? [];
    const absent = (typeof requested === 'number' ? [requested] : requested).filter((layer) => !layers.has(layer));
    if (absent.length > 0 && hit.size > 0) {
      warn('layer-out-of-range', 'layers_to_transform', say('layerRange', { layers: absent }));
    }
    return findings;
  };
  return { record, findings };
}

function lastWord(path: NamedModule['path']): string {
  const last = path.at(-1);
  return typeof last === 'string' ? last : displayPath(path.slice(-2));
}

/** A model has many equal layers: an error is reported once per code and field. */
function firstPerCodeAndField(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.code} ${finding.field}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
