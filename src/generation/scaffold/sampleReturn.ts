import type { Language, Tool } from '../../core/index.ts';
import type { Random } from './random.ts';
import { acceptsText } from './sampleArguments.ts';
import { type SampleChoice, sampleValue } from './sampleValue.ts';

/** A result as the tool's own source describes it, as JSON; undefined if the source says nothing of results. */
export function sampleReturn(tool: Tool, language: Language, random: Random): string | undefined {
  if (typeof tool.returns !== 'object' || Object.keys(tool.returns).length === 0) return undefined;
  const choice: SampleChoice = {
    language,
    optional: 'some',
    edge: false,
    useHints: false,
    accepts: (schema, given) => acceptsText(tool, schema, given),
  };
  const text = JSON.stringify(sampleValue(tool.returns, '', choice, random));
  return text.length > 4000 ? undefined : text;
}
