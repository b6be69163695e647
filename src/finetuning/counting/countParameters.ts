import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import { type ModuleGroup, splitModule } from '../matching/moduleGroups.ts';
import { createSuffixSet, type SuffixSet } from '../matching/nameSuffix.ts';
import { createSelector, type Selector } from '../matching/selector.ts';
import type { ParameterShape } from '../model/tree.ts';
import type { NamedModule } from '../model/walk.ts';
import { parameterLoraSize } from './adapterSize.ts';
import type { Tally } from './tally.ts';

const say = defineMessages({
  shape: {
    en: '“{name}” has {dimensions} {dimensions|dimension|dimensions}; only parameters with 2 or 3 can be adapted.',
    'zh-CN': '“{name}”是 {dimensions} 维参数；只有 2 维或 3 维参数才能添加适配器。',
  },
  both: {
    en: '“{name}” belongs to a module that target_modules already adapts.',
    'zh-CN': '“{name}”所属的模块已经由 target_modules 添加了适配器。',
  },
  missed: {
    en: 'These entries match no parameter: {names}.',
    'zh-CN': '以下条目没有匹配到任何参数：{names}。',
  },
});

/**
 * Counts `target_parameters`: parameters adapted by their own names, as fused experts are.
 * Source: `_inject_parameters` of peft/tuners/tuners_utils.py.
 */
export function countParameters(
  modules: readonly NamedModule[],
  config: AdapterConfig,
  isAdapted: (key: string) => boolean,
  tally: Tally,
): { readonly matched: number; readonly findings: readonly Finding[] } {
  const names = config.peft_type === 'LORA' ? (config.target_parameters ?? []) : [];
  if (names.length === 0) return { matched: 0, findings: [] };
  const targets = createSuffixSet(names);
  const selector = createSelector({ ...config, target_modules: names, exclude_modules: [] });
  const findings: Finding[] = [];
  const hit = new Set<string>();
  let matched = 0;
  for (const { named, group, parameter, key } of selectParameters(modules, targets, selector)) {
    for (const name of targets.matches(key)) hit.add(name);
    const rank = selector.getRank(key) ?? config.r ?? 8;
    const size = isAdapted(group.key) ? undefined : parameterLoraSize(parameter.shape, rank);
    if (size === undefined) {
      const message = isAdapted(group.key)
        ? say('both', { name: key })
        : say('shape', { name: key, dimensions: parameter.shape.length });
      findings.push({ code: 'unsupported-target', severity: 'error', field: 'target_parameters', message });
      continue;
    }
    matched += group.instances;
    tally.add(named, group, { role: 'adapter', rank, size, parameter: parameter.name });
  }
  const missed = names.filter((name) => !hit.has(name));
  if (missed.length > 0) {
    const message = say('missed', { names: missed });
    findings.push({ code: 'partial-match', severity: 'warning', field: 'target_parameters', message });
  }
  return { matched, findings: findings.slice(0, 8) };
}

interface SelectedParameter {
  readonly named: NamedModule;
  readonly group: ModuleGroup;
  readonly parameter: ParameterShape;
  readonly key: string;
}

function* selectParameters(
  modules: readonly NamedModule[],
  targets: SuffixSet,
  selector: Selector,
): Generator<SelectedParameter> {
  for (const named of modules) {
    for (const group of splitModule(named, selector.granularity)) {
      for (const parameter of named.node.parameters) {
        const key = `${group.key}.${parameter.name}`;
        if (targets.equals(key) || targets.matchesSuffix(key)) yield { named, group, parameter, key };
      }
    }
  }
}
