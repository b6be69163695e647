import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig, AdapterMethod } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';

const say = defineMessages({
  lost: {
    en: '{format} has no setting for “{field}”, so it is omitted. The number of trained parameters stays the same.',
    'zh-CN': '{format} 没有对应“{field}”的设置，已省略；训练的参数量不受影响。',
  },
});

/** Fields that a method ignores; the user may have set them for another one. */
const UNUSED_FIELDS: Partial<Readonly<Record<AdapterMethod, readonly (keyof AdapterConfig)[]>>> = {
  ADALORA: ['r'],
  VERA: ['lora_alpha', 'lora_dropout'],
};

/** Fields that select modules: another selection of the same modules is not an omission. */
const SELECTING_FIELDS = ['target_modules', 'exclude_modules'] as const satisfies readonly (keyof AdapterConfig)[];

/** Fields that cannot be read back from the written file and were not reported yet. */
export function getOmittedFields(
  format: string,
  given: AdapterConfig,
  back: AdapterConfig,
  reported: readonly Finding[],
  trainsSame = false,
): readonly Finding[] {
  const ignored = new Set<string>([
    ...(UNUSED_FIELDS[given.peft_type] ?? []),
    ...(trainsSame ? SELECTING_FIELDS : []),
    ...reported.map(({ field }) => field),
  ]);
  return Object.entries(given)
    .filter(([field, value]) => value !== undefined && value !== false && !ignored.has(field))
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(back[field as keyof AdapterConfig]))
    .flatMap(([field, value]) => (field === 'other_fields' ? Object.keys(value) : [field]))
    .map((field) => ({
      code: 'not-expressible',
      severity: 'warning',
      field,
      message: say('lost', { format, field }),
    }));
}
