import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import { type Finding, type Outcome, success } from '../finding.ts';
import type { ModelTree, TransformersVersion } from '../model/tree.ts';
import { grouped } from './printedLine.ts';
import type { CountAlternative, CountResult } from './result.ts';

const say = defineMessages({
  both: {
    en: 'transformers {own} and {other} build this model differently: {counts}.',
    'zh-CN': 'transformers {own} 与 {other} 对该模型的实现不同：{counts}。',
  },
  same: {
    en: 'transformers {own} and {other} name the modules of this model differently; both counts are {trainable} of {total}.',
    'zh-CN': 'transformers {own} 与 {other} 中该模型的模块名称不同，两者的计数都是 {trainable} / {total}。',
  },
  count: {
    en: '{trainable} of {total} with transformers {version}',
    'zh-CN': 'transformers {version} 为 {trainable} / {total}',
  },
  rejected: {
    en: 'This is the count for transformers {own}. With transformers {other}, PEFT rejects these targets.',
    'zh-CN': '这是 transformers {own} 的计数。在 transformers {other} 上，PEFT 不接受这些目标。',
  },
  choose: {
    en: 'Choose the version of your training environment.',
    'zh-CN': '请选择训练环境所用的版本。',
  },
});

type Count = (model: ModelTree, config: AdapterConfig) => Outcome<CountResult>;

/** The model in the other major version of transformers, if it differs. */
export function getOtherVersion(model: ModelTree): ModelTree | undefined {
  const { otherVersion, outputHead: _, inputEmbedding: __, ...rest } = model;
  return otherVersion === undefined ? undefined : { ...rest, ...otherVersion };
}

/** Adds the count for the other version of transformers, or takes it if the model's own version rejects the adapter. */
export function withOtherVersion(
  model: ModelTree,
  config: AdapterConfig,
  counted: Outcome<CountResult>,
  count: Count,
): Outcome<CountResult> {
  const otherModel = getOtherVersion(model);
  if (otherModel === undefined) return counted;
  const versions = { own: model.transformers ?? 4, other: otherModel.transformers ?? 5 };
  const other = count(otherModel, config);
  if (!counted.ok) {
    if (!other.ok) return counted;
    return withFinding(other.value, report('rejected', { own: versions.other, other: versions.own }));
  }
  if (!other.ok) return withFinding(counted.value, report('rejected', versions));
  const isSame = other.value.trainable === counted.value.trainable && other.value.total === counted.value.total;
  const counts = [countText(counted.value, versions.own), countText(other.value, versions.other)];
  const { trainable, total } = other.value;
  const same = { trainable: grouped(trainable), total: grouped(total) };
  const message = isSame ? say('same', { ...versions, ...same }) : say('both', { ...versions, counts });
  const finding: Finding = {
    code: 'version-dependent',
    severity: isSame ? 'info' : 'warning',
    field: 'transformers',
    message,
    advice: say('choose'),
  };
  const alternative: CountAlternative = { id: `transformers-${versions.other}`, trainable, total };
  const alternatives = isSame ? counted.value.alternatives : [...counted.value.alternatives, alternative];
  return withFinding({ ...counted.value, alternatives }, finding);
}

function countText({ trainable, total }: CountResult, version: TransformersVersion) {
  return say('count', { trainable: grouped(trainable), total: grouped(total), version });
}

function report(key: 'rejected', versions: Readonly<Record<'own' | 'other', number>>): Finding {
  const message = say(key, versions);
  return { code: 'version-dependent', severity: 'warning', field: 'transformers', message, advice: say('choose') };
}

function withFinding(result: CountResult, finding: Finding): Outcome<CountResult> {
  const findings = [...result.findings, finding];
  return success({ ...result, findings }, findings);
}
