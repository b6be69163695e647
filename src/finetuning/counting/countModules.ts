import { defineMessages, type Message } from '../../core/index.ts';
import type { AdapterConfig, AdapterMethod } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import { type Cell, cellsOf } from '../matching/cells.ts';
import { createSuffixSet } from '../matching/nameSuffix.ts';
import { compilePythonPattern } from '../matching/pythonPattern.ts';
import { createSelector, type Selector } from '../matching/selector.ts';
import type { ModelTree, ModuleNode } from '../model/tree.ts';
import { displayPath, type PlacedModule, totalElements } from '../model/walk.ts';
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
    en: '“{path}” matches, but {method} cannot sit on a module of its kind; PEFT refuses this.',
    'zh-CN': '“{path}”被匹配到，但 {method} 不能加在这类模块上，PEFT 会报错。',
  },
  narrow: {
    en: 'Name the layer inside it, or leave it out with exclude_modules.',
    'zh-CN': '请写出其内部的具体层，或用 exclude_modules 将其排除。',
  },
  rank: {
    en: 'The rank must be a whole number of 1 or more, not {rank}.',
    'zh-CN': '秩必须是大于等于 1 的整数，不能是 {rank}。',
  },
  indivisible: {
    en: 'Rank {rank} cannot be divided by the {groups} groups of “{path}”.',
    'zh-CN': '秩 {rank} 不能被“{path}”的分组数 {groups} 整除。',
  },
  above: {
    en: 'Rank {rank} is larger than {path} ({shape}): PEFT accepts it, but the adapter is then larger than the matrix needs.',
    'zh-CN': '秩 {rank} 大于 {path}（{shape}）的最小边长：PEFT 允许这样做，但超出部分没有意义。',
  },
  partial: {
    en: 'These entries match no module, and PEFT says nothing about it: {names}.',
    'zh-CN': '以下条目没有匹配到任何模块，而 PEFT 不会提示：{names}。',
  },
  existing: { en: 'Names that exist: {names}.', 'zh-CN': '可用的名称有：{names}。' },
  unusedRank: {
    en: 'These keys of rank_pattern apply to no adapted module: {names}.',
    'zh-CN': 'rank_pattern 中的以下键没有作用到任何模块：{names}。',
  },
  layerRange: {
    en: 'There is no adapted layer {layers}.',
    'zh-CN': '不存在第 {layers} 层，或该层没有可匹配的模块。',
  },
});

/** What matching found. */
export interface MatchedModules {
  /** Number of modules adapted. */
  readonly matched: number;
  /** Places and cells that are adapted, for the biases of `lora_only`. */
  readonly cells: readonly { readonly place: PlacedModule; readonly cell: Cell }[];
  readonly matchedKeys: (key: string) => boolean;
  readonly findings: readonly Finding[];
}

/** Methods that know no rank. */
const rankless: ReadonlySet<AdapterMethod> = new Set(['IA3', 'LN_TUNING', 'TRAINABLE_TOKENS']);

const sizings: Readonly<Record<Exclude<AdapterMethod, 'FULL' | 'LN_TUNING' | 'TRAINABLE_TOKENS' | 'IA3'>, Sizing>> = {
  LORA: loraSize,
  ADALORA: adaLoraSize,
  VERA: veraSize,
  LOHA: loHaSize,
  LOKR: loKrSize,
};

/** Puts the adapter on every module that matches and says what is doubtful about it. */
export function countModules(
  model: ModelTree,
  places: readonly PlacedModule[],
  config: AdapterConfig,
  tally: Tally,
): MatchedModules {
  const selector = createSelector(withoutShorthand(config));
  const findings: Finding[] = [...selector.findings];
  const cells: { place: PlacedModule; cell: Cell }[] = [];
  const keys = new Set<string>();
  const sizeOf = sizing(config);
  const reports = createReports(config, places);
  if (findings.length === 0) {
    const shorthand = isAllLinear(config);
    const head = shorthand ? headToLeaveOut(model, config) : undefined;
    for (const place of places) {
      if (shorthand && place.node.kind !== 'linear' && place.node.kind !== 'conv1d-transposed') continue;
      for (const cell of cellsOf(place, selector.fineness)) {
        const selection = selector.select(cell.key);
        if (shorthand ? selection === 'excluded' || cell.key === head : selection !== 'matched') continue;
        const rank = rankOf(selector, config, cell.key);
        reports.see(selector, place, cell, rank);
        const size = rank > 0 ? sizeOf(place.node, rank, cell.key) : undefined;
        if (size === undefined) {
          findings.push(refusal(config, place, rank));
          continue;
        }
        cells.push({ place, cell });
        keys.add(cell.key);
        const role = config.peft_type === 'TRAINABLE_TOKENS' ? 'tokens' : 'adapter';
        tally.add(place, cell, { role, rank: rankless.has(config.peft_type) ? 0 : rank, size });
      }
    }
  }
  findings.push(...reports.findings());
  const matched = cells.reduce((sum, { cell }) => sum + cell.instances, 0);
  return { matched, cells, matchedKeys: (key) => keys.has(key), findings: firstOfEachKind(findings) };
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

function rankOf(selector: Selector, config: AdapterConfig, key: string): number {
  if (rankless.has(config.peft_type)) return 1;
  if (config.peft_type === 'ADALORA') return config.init_r ?? 12;
  if (config.peft_type === 'VERA') return config.r ?? 256;
  return selector.rankOf(key) ?? config.r ?? 8;
}

function sizing(config: AdapterConfig): (node: ModuleNode, rank: number, key: string) => AdapterSize | undefined {
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

/** IA³ asks whether a name ends in a feed-forward module's, without a dot before it. */
function feedForwardTest(config: AdapterConfig): (key: string) => boolean {
  const modules = config.feedforward_modules ?? [];
  if (typeof modules !== 'string') return (key) => modules.some((name) => key.endsWith(name));
  const compiled = compilePythonPattern(modules);
  return (key) => compiled.ok && compiled.pattern.fullMatch(key);
}

function refusal(config: AdapterConfig, place: PlacedModule, rank: number): Finding {
  const path = displayPath(place.path);
  if (!(rank > 0)) {
    return { code: 'rank-not-positive', severity: 'error', field: 'r', message: say('rank', { rank }) };
  }
  const groups = place.node.groups ?? 1;
  if (place.node.kind === 'convolution' && rank % groups !== 0) {
    const message = say('indivisible', { rank, groups, path });
    return { code: 'rank-indivisible', severity: 'error', field: 'r', message };
  }
  const message = say('unsupported', { path, method: config.peft_type });
  return { code: 'unsupported-target', severity: 'error', field: 'target_modules', message, advice: say('narrow') };
}

interface Reports {
  readonly see: (selector: Selector, place: PlacedModule, cell: Cell, rank: number) => void;
  readonly findings: () => readonly Finding[];
}

/** Collects what matched while it is being counted, and says afterwards which wishes went unheard. */
function createReports(config: AdapterConfig, places: readonly PlacedModule[]): Reports {
  const targets = typeof config.target_modules === 'object' ? config.target_modules : [];
  const set = createSuffixSet(targets);
  const hit = new Set<string>();
  const rankKeys = new Set<string>();
  const layers = new Set<number>();
  const tooLarge = new Map<string, Finding>();
  const see: Reports['see'] = (selector, place, cell, rank) => {
    for (const name of set.hits(cell.key)) hit.add(name);
    const rankKey = selector.rankKeyOf(cell.key);
    if (rankKey !== undefined) rankKeys.add(rankKey);
    for (const layer of cell.indices[0] ?? []) layers.add(layer);
    const { inFeatures = 0, outFeatures = 0, kind } = place.node;
    const usesRank = config.peft_type === 'LORA' || config.peft_type === 'ADALORA' || config.peft_type === 'LOHA';
    if (!usesRank || kind === 'convolution' || rank <= Math.min(inFeatures, outFeatures) || inFeatures === 0) return;
    const path = displayPath(place.path);
    const message = say('above', { rank, path, shape: `${inFeatures} → ${outFeatures}` });
    tooLarge.set(path, { code: 'rank-above-matrix', severity: 'warning', field: 'r', message });
  };
  const findings = (): readonly Finding[] => {
    const found = [...tooLarge.values()];
    const warn = (
      code: 'partial-match' | 'layer-out-of-range',
      field: string,
      message: Message,
      advice?: Message,
    ): void => {
      found.push({ code, severity: 'warning', field, message, ...(advice === undefined ? {} : { advice }) });
    };
    const missed = targets.filter((name) => !hit.has(name));
    if (missed.length > 0 && hit.size > 0) {
      const names = [...new Set(places.filter(({ node }) => node.kind === 'linear').map(({ path }) => lastWord(path)))];
      warn('partial-match', 'target_modules', say('partial', { names: missed }), say('existing', { names }));
    }
    const unused = Object.keys(config.rank_pattern ?? {}).filter((key) => !rankKeys.has(key));
    if (unused.length > 0 && hit.size > 0) warn('partial-match', 'rank_pattern', say('unusedRank', { names: unused }));
    const wanted = config.layers_to_transform ?? [];
    const absent = (typeof wanted === 'number' ? [wanted] : wanted).filter((layer) => !layers.has(layer));
    if (absent.length > 0 && hit.size > 0) {
      warn('layer-out-of-range', 'layers_to_transform', say('layerRange', { layers: absent }));
    }
    return found;
  };
  return { see, findings };
}

function lastWord(path: PlacedModule['path']): string {
  const last = path.at(-1);
  return typeof last === 'string' ? last : displayPath(path.slice(-2));
}

/** A model has many layers of one kind: a refusal is said once for each code and field. */
function firstOfEachKind(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.code} ${finding.field}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
