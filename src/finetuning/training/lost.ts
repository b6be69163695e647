import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig, AdapterMethod } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';

const say = defineMessages({
  lost: {
    en: '{format} has no place for “{field}”; it is left out. As many parameters are trained without it.',
    'zh-CN': '{format} 没有对应“{field}”的设置，已省略；训练的参数量不受影响。',
  },
});

/** Fields that a method does not look at, although they may have been entered for another one. */
const meaningless: Partial<Readonly<Record<AdapterMethod, readonly (keyof AdapterConfig)[]>>> = {
  ADALORA: ['r'],
  VERA: ['lora_alpha', 'lora_dropout'],
};

/** What of a configuration does not come back from the file it was written to, and was not told of yet. */
export function lostFields(
  format: string,
  given: AdapterConfig,
  back: AdapterConfig,
  told: readonly Finding[],
): readonly Finding[] {
  const silent = new Set<string>([...(meaningless[given.peft_type] ?? []), ...told.map(({ field }) => field)]);
  return Object.entries(given)
    .filter(([field, value]) => value !== undefined && value !== false && !silent.has(field))
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(back[field as keyof AdapterConfig]))
    .map(([field]) => ({
      code: 'not-expressible',
      severity: 'warning',
      field,
      message: say('lost', { format, field }),
    }));
}
