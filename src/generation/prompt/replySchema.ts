import type { JsonObject } from '../../core/index.ts';

const TEXT_SCHEMA = { type: 'string' } as const;

/** The shape of a structured reply. Strict servers want every property required and no open objects. */
export function createReplySchema(toolNames: readonly string[]): JsonObject {
  const name: JsonObject = toolNames.length === 0 ? TEXT_SCHEMA : { type: 'string', enum: [...toolNames] };
  const call = createClosedObject({ name, arguments: { type: 'string', description: 'JSON object' } });
  const round = createClosedObject({
    step: TEXT_SCHEMA,
    think: TEXT_SCHEMA,
    action: TEXT_SCHEMA,
    calls: { type: 'array', items: call },
    observation: TEXT_SCHEMA,
  });
  const shot = createClosedObject({
    request: TEXT_SCHEMA,
    plan: { type: 'array', items: TEXT_SCHEMA },
    rounds: { type: 'array', items: round },
    answer: TEXT_SCHEMA,
  });
  return createClosedObject({ shots: { type: 'array', items: shot } });
}

function createClosedObject(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
