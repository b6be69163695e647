import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import { cellsOf } from '../matching/cells.ts';
import { createSuffixSet } from '../matching/nameSuffix.ts';
import { createSelector } from '../matching/selector.ts';
import type { PlacedModule } from '../model/walk.ts';
import { parameterLoraSize } from './adapterSize.ts';
import type { Tally } from './tally.ts';

const say = defineMessages({
  shape: {
    en: '“{name}” has {dimensions} dimension(s); a parameter to adapt must have 2 or 3.',
    'zh-CN': '“{name}”是 {dimensions} 维参数；只有 2 维或 3 维参数才能添加适配器。',
  },
  both: {
    en: '“{name}” belongs to a module that target_modules adapts already.',
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
  places: readonly PlacedModule[],
  config: AdapterConfig,
  isAdapted: (key: string) => boolean,
  tally: Tally,
): { readonly matched: number; readonly findings: readonly Finding[] } {
  const names = config.peft_type === 'LORA' ? (config.target_parameters ?? []) : [];
  if (names.length === 0) return { matched: 0, findings: [] };
  const wanted = createSuffixSet(names);
  const selector = createSelector({ ...config, target_modules: names, exclude_modules: [] });
  const findings: Finding[] = [];
  const hit = new Set<string>();
  let matched = 0;
  for (const place of places) {
    for (const cell of cellsOf(place, selector.fineness)) {
      for (const parameter of place.node.parameters) {
        const key = `${cell.key}.${parameter.name}`;
        if (!wanted.equals(key) && !wanted.endsIn(key)) continue;
        for (const name of wanted.hits(key)) hit.add(name);
        const rank = selector.rankOf(key) ?? config.r ?? 8;
        const size = parameterLoraSize(parameter.shape, rank);
        if (size === undefined || isAdapted(cell.key)) {
          const message = isAdapted(cell.key)
            ? say('both', { name: key })
            : say('shape', { name: key, dimensions: parameter.shape.length });
          findings.push({ code: 'unsupported-target', severity: 'error', field: 'target_parameters', message });
          continue;
        }
        matched += cell.instances;
        tally.add(place, cell, { role: 'adapter', rank, size, parameter: parameter.name });
      }
    }
  }
  const missed = names.filter((name) => !hit.has(name));
  if (missed.length > 0) {
    const message = say('missed', { names: missed });
    findings.push({ code: 'partial-match', severity: 'warning', field: 'target_parameters', message });
  }
  return { matched, findings: findings.slice(0, 8) };
}
