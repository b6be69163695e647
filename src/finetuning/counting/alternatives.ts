import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding, Outcome } from '../finding.ts';
import { createSelector } from '../matching/selector.ts';
import type { ModelTree } from '../model/tree.ts';
import { lastName, placedModules } from '../model/walk.ts';
import type { CountAlternative, CountResult } from './result.ts';

const say = defineMessages({
  convertedOnly: {
    en: 'Experts are fused here, so this is counted as newer PEFT rewrites it, with target_parameters {parameters}; older versions refuse it.',
    'zh-CN':
      '此处专家权重是合并的，因此按较新的 PEFT 自动改写后的结果（target_parameters：{parameters}）计数；旧版会报错。',
  },
  halfPair: {
    en: 'Newer PEFT with transformers 5 refuses {present} without {missing}: the two are fused there.',
    'zh-CN': '在 transformers 5 上，较新的 PEFT 不接受只写 {present} 而不写 {missing}，因为两者已合并。',
  },
});

type Count = (model: ModelTree, config: AdapterConfig) => Outcome<CountResult>;

/** How PEFT renames the targets of experts that transformers 5 has fused, by the pattern of the model type. */
const renamed = {
  mixtral: { gate: 'gate.weight', w1: 'gate_up_proj', w3: 'gate_up_proj', w2: 'down_proj' },
  qwen2_moe: { gate: 'gate.weight', gate_proj: 'gate_up_proj', up_proj: 'gate_up_proj', down_proj: 'down_proj' },
} as const;

/**
 * The same configuration under the other layout of experts, and under PEFT's conversion of names for fused experts.
 * Only for models whose layout depends on the version of transformers, and only where the answer differs.
 */
export function countAlternatives(model: ModelTree, counted: CountResult, count: Count): readonly CountAlternative[] {
  const facts = model.experts;
  if (facts?.otherLayout === undefined) return [];
  const { otherLayout, ...known } = facts;
  const flipped = { ...known, layout: facts.layout === 'fused' ? 'per-expert' : 'fused' } as const;
  const other: ModelTree = { ...model, root: otherLayout, experts: { ...flipped, otherLayout: model.root } };
  const [fused, split] = facts.layout === 'fused' ? [model, other] : [other, model];
  const found: CountAlternative[] = [];
  const offer = (id: CountAlternative['id'], on: ModelTree, config: AdapterConfig | undefined): void => {
    const outcome = config === undefined ? undefined : count(on, config);
    if (outcome?.ok !== true) return;
    const { trainable, total } = outcome.value;
    const same = trainable === counted.trainable && total === counted.total;
    if (!same && !found.some((known) => known.trainable === trainable && known.total === total)) {
      found.push({ id, trainable, total });
    }
  };
  offer('experts-per-expert', split, counted.config);
  offer('experts-fused', fused, counted.config);
  if (facts.conversion !== undefined)
    offer('experts-converted', fused, convertTargets(fused, counted.config, facts.conversion));
  return found;
}

/**
 * The count under PEFT's conversion of names, for fused experts whose configuration cannot be counted as it stands:
 * older versions of PEFT refuse it, newer ones rewrite it. Undefined where there is nothing to rewrite.
 */
export function countConverted(
  model: ModelTree,
  config: AdapterConfig,
  count: Count,
): Outcome<CountResult> | undefined {
  const facts = model.experts;
  if (facts?.layout !== 'fused' || facts.conversion === undefined) return undefined;
  const converted = convertTargets(model, config, facts.conversion);
  const outcome = converted === undefined ? undefined : count(model, converted);
  if (outcome?.ok !== true) return undefined;
  const finding: Finding = {
    code: 'version-dependent',
    severity: 'warning',
    field: 'target_modules',
    message: say('convertedOnly', { parameters: outcome.value.config.target_parameters ?? [] }),
  };
  const result = { ...outcome.value, config, findings: [...outcome.findings, finding] };
  return { ok: true, value: result, findings: result.findings };
}

/**
 * What newer versions of PEFT refuse under fused experts and older ones count: one of gate and up without the other.
 */
export function refusedByConversion(model: ModelTree, config: AdapterConfig): Finding | undefined {
  const conversion = model.experts?.conversion;
  const targets = config.target_modules;
  if (conversion === undefined || typeof targets !== 'object' || config.peft_type !== 'LORA') return undefined;
  const pair = Object.entries(renamed[conversion]).flatMap(([name, now]) => (now === 'gate_up_proj' ? [name] : []));
  const present = pair.filter((name) => targets.some((target) => target === name || target.endsWith(`.${name}`)));
  if (present.length !== 1) return undefined;
  const message = say('halfPair', { present, missing: pair.filter((name) => !present.includes(name)) });
  return { code: 'version-dependent', severity: 'warning', field: 'target_modules', message };
}

/**
 * The configuration as PEFT rewrites it for fused experts: gate and up together take the double rank. Undefined where
 * it leaves the configuration alone or refuses it because only one of the pair is named.
 * Source: `_convert_peft_config_moe` of peft/utils/transformers_weight_conversion.py.
 */
export function convertTargets(
  fused: ModelTree,
  config: AdapterConfig,
  conversion: keyof typeof renamed,
): AdapterConfig | undefined {
  if (config.peft_type !== 'LORA') return undefined;
  const names: Readonly<Record<string, string>> = renamed[conversion];
  const targets = typeof config.target_modules === 'string' ? namesHit(fused, config, names) : config.target_modules;
  if (targets === undefined || targets.length === 0) return undefined;
  const oldName = (target: string): string | undefined =>
    Object.keys(names).find((name) => target === name || target.endsWith(`.${name}`));
  const converted = new Set(targets.flatMap((target) => oldName(target) ?? []));
  if (converted.size === 0) return undefined;
  const pair = Object.keys(names).filter((name) => names[name] === 'gate_up_proj');
  const present = pair.filter((name) => converted.has(name));
  if (present.length === 1) return undefined;
  const parameters = new Set([
    ...(config.target_parameters ?? []),
    ...[...converted].flatMap((name) => names[name] ?? []),
  ]);
  const doubled = { '.*\\.gate_up_proj': 2 * (config.r ?? 8) };
  return {
    ...config,
    target_modules: targets.filter((target) => oldName(target) === undefined),
    target_parameters: [...parameters],
    ...(present.length === 2 ? { rank_pattern: { ...config.rank_pattern, ...doubled } } : {}),
  };
}

/** The last names that a pattern or `all-linear` stands for, those of the experts' former modules among them. */
function namesHit(
  fused: ModelTree,
  config: AdapterConfig,
  names: Readonly<Record<string, string>>,
): readonly string[] | undefined {
  const places = placedModules(fused.root);
  const key = (path: (typeof places)[number]['path']): string =>
    path.map((segment) => (typeof segment === 'string' ? segment : segment[0])).join('.');
  if (String(config.target_modules).toLowerCase() === 'all-linear') {
    const linear = places.filter(({ node, path }) => node.kind === 'linear' && key(path) !== fused.outputHead);
    return [...new Set([...linear.map(({ path }) => lastName(path)), ...Object.keys(names)])];
  }
  const selector = createSelector(config);
  const hit = new Set<string>();
  for (const { node, path } of places) {
    const name = key(path);
    if (selector.select(name) === 'matched') hit.add(lastName(path));
    for (const parameter of node.parameters) {
      if (selector.select(`${name}.${parameter.name}`) === 'matched') hit.add(parameter.name);
      for (const [former, now] of Object.entries(names)) {
        if (now === parameter.name && selector.select(`${name}.${former}`) === 'matched') hit.add(former);
      }
    }
  }
  return hit.size === 0 ? undefined : [...hit];
}
