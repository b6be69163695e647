import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import { countAdapter } from '../counting/count.ts';
import type { CountResult, ModuleCount } from '../counting/result.ts';
import { type Finding, failure, type Outcome, success } from '../finding.ts';
import type { ModelTree } from '../model/tree.ts';

const say = defineMessages({
  targets: {
    en: '{format} requires target modules, and PEFT’s default depends on the model.',
    'zh-CN': '{format} 必须指定目标模块，而 PEFT 的默认值取决于模型。',
  },
  setTargets: {
    en: 'Set target_modules, or choose a model of the catalog or its config.json.',
    'zh-CN': '请设置 target_modules，或选择目录中的模型或它的 config.json。',
  },
});

/** A model with the count of the configuration that is written. */
export interface CountedModel {
  readonly model: ModelTree;
  readonly count: CountResult;
}

/** An adapter with explicit targets, and the count if the model is known. */
export interface CountedAdapter {
  readonly adapter: AdapterConfig;
  readonly counted: CountedModel | undefined;
}

/** Replaces PEFT's default targets by the counted ones: other trainers do not have PEFT's defaults. */
export function resolveTargets(
  format: string,
  adapter: AdapterConfig,
  model: ModelTree | undefined,
): Outcome<CountedAdapter> {
  if (model === undefined) {
    if (adapter.peft_type === 'FULL') return success({ adapter, counted: undefined });
    const hasTargets = adapter.target_modules !== undefined || (adapter.target_parameters ?? []).length > 0;
    if (hasTargets || adapter.peft_type === 'TRAINABLE_TOKENS') return success({ adapter, counted: undefined });
    return failure(missingTargets(format));
  }
  const count = countAdapter(model, adapter);
  if (!count.ok) return failure(...count.findings);
  const targets = count.value.config.target_modules;
  const resolved = adapter.target_modules === undefined && targets !== undefined && targets.length > 0;
  return success({
    adapter: resolved ? { ...adapter, target_modules: targets } : adapter,
    counted: { model, count: count.value },
  });
}

function missingTargets(format: string): Finding {
  const message = say('targets', { format });
  return {
    code: 'no-default-targets',
    severity: 'error',
    field: 'target_modules',
    message,
    advice: say('setTargets'),
  };
}

/** Names that select exactly the counted modules as a plain list; undefined if no list does. */
export function toNameList(
  { model, count }: CountedModel,
  options: { readonly keepExcluded?: boolean } = {},
): readonly string[] | undefined {
  const adapted = count.modules.filter(({ role, name, path }) => role === 'adapter' && path.endsWith(name));
  const names = [...new Set(adapted.map(({ name }) => name))];
  if (names.length === 0) return undefined;
  const { exclude_modules: own, ...config } = count.config;
  const excluded = options.keepExcluded === true && own !== undefined ? { exclude_modules: own } : {};
  const again = countAdapter(model, { ...config, target_modules: names, ...excluded });
  return again.ok && hasSameModules(again.value.modules, count.modules) ? names : undefined;
}

/**
 * A pattern of the full names of the counted modules, for those that no list of names selects, such as `merger.mlp.0`;
 * undefined if it selects others too.
 */
export function toPattern({ model, count }: CountedModel): string | undefined {
  const paths = count.modules.filter(({ role }) => role === 'adapter').map(({ path }) => path);
  const escaped = paths.map((path) => path.replaceAll('.', String.raw`\.`).replaceAll(/\[[\d,-]+\]/g, String.raw`\d+`));
  const pattern = [...new Set(escaped)].join('|');
  const { exclude_modules: _, ...config } = count.config;
  const again = countAdapter(model, { ...config, target_modules: pattern });
  return again.ok && hasSameModules(again.value.modules, count.modules) ? pattern : undefined;
}

/** True if two counts train the same values of the same modules. */
export function hasSameModules(a: readonly ModuleCount[], b: readonly ModuleCount[]): boolean {
  const summary = (modules: readonly ModuleCount[]): string =>
    modules
      .map(({ path, role, trainable }) => `${path} ${role} ${trainable}`)
      .toSorted()
      .join('\n');
  return summary(a) === summary(b);
}

/** True for the shorthand of all linear layers. */
export function isAllLinear(targets: AdapterConfig['target_modules']): boolean {
  return typeof targets === 'string' && targets.toLowerCase() === 'all-linear';
}
