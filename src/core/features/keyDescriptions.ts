import { defineMessages } from '../l10n/messages.ts';
import type { KeyEntity } from './entity.ts';
import { keyDescription, keySchemasAt, keyValues } from './keySchemas.ts';
import { code } from './markdown.ts';
import type { FeatureServices } from './services.ts';

const say = defineMessages({ values: { en: 'Values: {values}', 'zh-CN': '可选值：{values}' } });

/** What a key is for and which values it takes; undefined for a key nobody knows. */
export function keyText({ language, render }: FeatureServices, { file, path }: KeyEntity): string | undefined {
  const schemas = keySchemasAt(file, path);
  if (schemas.length === 0) return undefined;
  const description = keyDescription(schemas, language());
  const values = keyValues(file, path).map((value) => code(typeof value === 'string' ? value : JSON.stringify(value)));
  const parts = [`**${code(path.join('.'))}**`];
  if (description !== '') parts.push(description);
  if (values.length > 0) parts.push(render(say('values', { values })));
  return parts.length === 1 ? undefined : parts.join('\n\n');
}
