import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding, Outcome } from '../finding.ts';
import { createSelector } from '../matching/selector.ts';
import type { ModelTree } from '../model/tree.ts';
import { getNamedModules, lastName } from '../model/walk.ts';
import type { CountAlternative, CountResult } from './result.ts';

const say = defineMessages({
  convertedOnly: {
    en: 'The experts are fused, so the count follows newer PEFT, which uses target_parameters {parameters}; older versions reject this.',
    'zh-CN':
      '此处专家权重是合并的，因此按较新的 PEFT 自动改写后的结果（target_parameters：{parameters}）计数；旧版会报错。',
  },
  halfPair: {
    en: 'Newer PEFT with transformers 5 rejects {present} without {missing}, because the two are fused.',
    'zh-CN': '在 transformers 5 上，较新的 PEFT 不接受只写 {present} 而不写 {missing}，因为两者已合并。',
  },
  noDefaults: {
    en: 'Newer PEFT with transformers 5 has no default targets for models with fused experts; name target_modules.',
    'zh-CN': '在 transformers 5 上，较新的 PEFT 对合并专家的模型没有默认目标，请写明 target_modules。',
  },
  notOnExperts: {
    en: 'Newer PEFT with transformers 5 rejects {fields} if experts are adapted, because the experts are fused.',
    'zh-CN': '在 transformers 5 上，专家权重已合并；若目标包含专家，较新的 PEFT 不接受 {fields}。',
  },
});

type Count = (model: ModelTree, config: AdapterConfig) => Outcome<CountResult>;

/** PEFT's new names for targets of experts that transformers 5 fuses, per pattern of the model type. */
const renamed = {
  mixtral: { gate: 'gate.weight', w1: 'gate_up_proj', w3: 'gate_up_proj', w2: 'down_proj' },
  qwen2_moe: { gate: 'gate.weight', gate_proj: 'gate_up_proj', up_proj: 'gate_up_proj', down_proj: 'down_proj' },
} as const;

/**
 * The same configuration with the other layout of experts, and with PEFT's conversion of names for fused experts. Only
 * for models whose layout depends on the version of transformers, and only if the count differs.
 */
export function countAlternatives(model: ModelTree, counted: CountResult, count: Count): readonly CountAlternative[] {
  const facts = model.experts;
  if (facts?.otherLayout === undefined) return [];
  const { otherLayout, ...known } = facts;
  const flipped = { ...known, layout: facts.layout === 'fused' ? 'per-expert' : 'fused' } as const;
  const other: ModelTree = { ...model, root: otherLayout, experts: { ...flipped, otherLayout: model.root } };
  const [fused, split] = facts.layout === 'fused' ? [model, other] : [other, model];
  const alternatives: CountAlternative[] = [];
  const offer = (id: CountAlternative['id'], on: ModelTree, config: AdapterConfig | undefined): void => {
    const outcome = config === undefined ? undefined : count(on, config);
    if (outcome?.ok !== true) return;
    const { trainable, total } = outcome.value;
    const same = trainable === counted.trainable && total === counted.total;
    if (!same && !alternatives.some((known) => known.trainable === trainable && known.total === total)) {
      alternatives.push({ id, trainable, total });
    }
  };
  offer('experts-per-expert', split, counted.config);
  offer('experts-fused', fused, counted.config);
  if (facts.conversion !== undefined)
    offer('experts-converted', fused, convertTargets(fused, counted.config, facts.conversion));
  return alternatives;
}

/**
 * The count with PEFT's conversion of names, for fused experts whose configuration cannot be counted as it is: older
 * versions of PEFT reject it, newer ones rewrite it. Undefined if there is nothing to rewrite.
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
 * A warning for gate without up, or up without gate: newer versions of PEFT reject it for fused experts.
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

/** Warnings for what newer PEFT rejects because of its conversion of names for fused experts. */
export function conversionLimits(model: ModelTree, given: AdapterConfig): readonly Finding[] {
  const facts = model.experts;
  if (facts?.conversion === undefined || given.peft_type !== 'LORA') return [];
  const warn = (field: string, message: Finding['message']): readonly Finding[] => [
    { code: 'version-dependent', severity: 'warning', field, message },
  ];
  if (given.target_modules === undefined) {
    return (given.target_parameters ?? []).length > 0 ? [] : warn('target_modules', say('noDefaults'));
  }
  const fields = [...(given.use_dora === true ? ['use_dora'] : []), ...(given.lora_bias === true ? ['lora_bias'] : [])];
  const [field] = fields;
  if (field === undefined) return [];
  const fused: ModelTree =
    facts.layout === 'fused' || facts.otherLayout === undefined ? model : { ...model, root: facts.otherLayout };
  const converted = convertTargets(fused, given, facts.conversion);
  return converted === undefined ? [] : warn(field, say('notOnExperts', { fields }));
}

/**
 * The configuration as PEFT rewrites it for fused experts: gate and up together get the double rank. Undefined if PEFT
 * does not change the configuration, or rejects it because it names only one of the pair.
 * Source: `_convert_peft_config_moe` of peft/utils/transformers_weight_conversion.py.
 */
export function convertTargets(
  fused: ModelTree,
  config: AdapterConfig,
  conversion: keyof typeof renamed,
): AdapterConfig | undefined {
  if (config.peft_type !== 'LORA') return undefined;
  const names: Readonly<Record<string, string>> = renamed[conversion];
  const targets =
    typeof config.target_modules === 'string' ? getMatchedNames(fused, config, names) : config.target_modules;
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

/** The last names that a pattern or `all-linear` matches, including those of the experts' former modules. */
function getMatchedNames(
  fused: ModelTree,
  config: AdapterConfig,
  names: Readonly<Record<string, string>>,
): readonly string[] | undefined {
  const modules = getNamedModules(fused.root);
  const key = (path: (typeof modules)[number]['path']): string =>
    path.map((segment) => (typeof segment === 'string' ? segment : segment[0])).join('.');
  if (String(config.target_modules).toLowerCase() === 'all-linear') {
    const linear = modules.filter(({ node, path }) => node.kind === 'linear' && key(path) !== fused.outputHead);
    return [...new Set([...linear.map(({ path }) => lastName(path)), ...Object.keys(names)])];
  }
  const selector = createSelector(config);
  const hit = new Set<string>();
  for (const { node, path } of modules) {
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
