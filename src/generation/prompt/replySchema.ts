import type { JsonObject } from '../../core/index.ts';

const text = { type: 'string' } as const;

/** The shape of a structured reply. Strict servers want every property required and no open objects. */
export function replySchema(toolNames: readonly string[]): JsonObject {
  const name: JsonObject = toolNames.length === 0 ? text : { type: 'string', enum: [...toolNames] };
  const call = closed({ name, arguments: { type: 'string', description: 'JSON object' } });
  const round = closed({
    step: text,
    think: text,
    action: text,
    calls: { type: 'array', items: call },
    observation: text,
  });
  const shot = closed({
    request: text,
    plan: { type: 'array', items: text },
    rounds: { type: 'array', items: round },
    answer: text,
  });
  return closed({ shots: { type: 'array', items: shot } });
}

function closed(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
