import type { JsonObject } from '../../src/core/index.ts';

const text = (description: string): JsonObject => ({ type: 'string', description });

function tool(name: string, description: string, properties: JsonObject, required: readonly string[]): JsonObject {
  const parameters = { type: 'object', properties, required, additionalProperties: false };
  return { type: 'function', function: { name, description, parameters } };
}

/** The tools that the calls of the generated documents are checked against. */
export const TOOLS: readonly JsonObject[] = [
  tool(
    'SearchSolution',
    'Looks up solutions for a fault.',
    {
      Error: text('The fault in the words of the user.'),
      top_k: { type: 'integer', minimum: 1, maximum: 10, description: 'How many solutions.' },
      device: { enum: ['printer', 'router', 'projector', 'lift'], description: 'Kind of device.' },
    },
    ['Error'],
  ),
  tool(
    'SearchAvailableTime',
    'Looks up when engineers are free.',
    {
      day: text('The day.'),
      engineer: text('Only this engineer.'),
      onsite: { type: 'boolean', description: 'A visit.' },
    },
    ['day'],
  ),
  tool(
    'SubmitOrder',
    'Submits a repair order.',
    {
      order: { type: 'string', pattern: '^SO-\\d{6}$', description: 'Number of the order.' },
      parts: {
        type: 'array',
        description: 'Spare parts to bring.',
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, count: { type: 'integer', minimum: 1 } },
          required: ['name'],
        },
      },
      note: { type: 'string', maxLength: 80, description: 'A short note.' },
    },
    ['order'],
  ),
  tool(
    'EstimatePrice',
    'Estimates what a repair costs.',
    {
      device: { enum: ['printer', 'router', 'projector', 'lift'], description: 'Kind of device.' },
      hours: { type: 'number', exclusiveMinimum: 0, maximum: 40, description: 'Hours of work.' },
      currency: { enum: ['CNY', 'EUR', 'USD'], description: 'Currency.' },
    },
    ['device', 'hours'],
  ),
];
