import { checkArguments, type JsonObject, type JsonValue, type Language, type Tool } from '../../core/index.ts';
import type { Random } from './random.ts';
import { type SampleChoice, sampleValue } from './sampleValue.ts';

const MAX_ATTEMPTS = 24;

/**
 * Makes arguments that the tool's schema accepts: the schema's own defaults and examples first, then without them, then
 * with fewer optional ones. If nothing passes (a schema can be unsatisfiable), returns the arguments with the fewest
 * problems.
 */
export function sampleArguments(
  tool: Tool,
  language: Language,
  focus: 'typical' | 'optional' | 'edge',
  random: Random,
): JsonObject {
  let best: { values: JsonObject; problems: number } | undefined;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const choice: SampleChoice = {
      language,
      optional: attempt > MAX_ATTEMPTS / 2 || focus === 'typical' ? 'none' : focus === 'optional' ? 'all' : 'some',
      edge: focus === 'edge' && attempt < MAX_ATTEMPTS / 2,
      useHints: attempt === 0,
      accepts: (schema, text) => acceptsText(tool, schema, text),
    };
    const values = toObject(sampleValue(tool.parameters, '', choice, random.fork(`attempt ${attempt}`)));
    const problems = checkArguments(tool, values).length;
    if (problems === 0) return values;
    if (best === undefined || problems < best.problems) best = { values, problems };
  }
  return best?.values ?? {};
}

/** A schema is asked by the same engine that will check the call, as the only parameter of a tool of its own. */
export function acceptsText(tool: Tool, schema: JsonObject, text: string): boolean {
  const parameters = { type: 'object', properties: { text: schema } };
  return checkArguments({ ...tool, parameters, parameterNames: ['text'], required: [] }, { text }).length === 0;
}

function toObject(value: JsonValue): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
