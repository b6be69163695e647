import type { JsonValue, Language, Tool } from '../../core/index.ts';
import type { Random } from './random.ts';
import { acceptsText } from './sampleArguments.ts';
import { type SampleChoice, sampleValue } from './sampleValue.ts';

/** A result as the tool's own source describes it; undefined if the source says nothing of results. */
export function sampleReturn(tool: Tool, language: Language, random: Random): JsonValue | undefined {
  if (typeof tool.returns !== 'object' || Object.keys(tool.returns).length === 0) return undefined;
  const choice: SampleChoice = {
    language,
    optional: 'some',
    edge: false,
    useHints: false,
    accepts: (schema, given) => acceptsText(tool, schema, given),
  };
  const value = sampleValue(tool.returns, '', choice, random);
  return JSON.stringify(value).length > 4000 ? undefined : value;
}
