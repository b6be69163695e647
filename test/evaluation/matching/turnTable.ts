import { createCatalog, type JsonObject, type JsonValue, parseTools } from '../../../src/core/index.ts';
import { type MatchRules, NO_RULES } from '../../../src/evaluation/matching/matchRules.ts';
import { type MatchContext, matchTurn } from '../../../src/evaluation/matching/matchTurn.ts';
import type {
  ActualCall,
  ActualTurn,
  ExpectedTurn,
  MatchCode,
  NamedCall,
} from '../../../src/evaluation/matching/turns.ts';

/** The parameters of the tools that the tables call. */
export const PARAMETERS: Readonly<Record<string, JsonObject>> = {
  Search: {
    type: 'object',
    properties: {
      error: { type: 'string' },
      top_k: { type: 'integer', minimum: 1, default: 3 },
      note: { type: ['string', 'null'] },
      trace_id: { type: 'string' },
    },
    required: ['error'],
    additionalProperties: false,
  },
  Book: {
    type: 'object',
    properties: {
      day: { type: 'string', format: 'date' },
      at: { type: 'string', format: 'date-time' },
      tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      parts: {
        type: 'array',
        items: { type: 'object', properties: { id: { type: 'string' }, count: { type: 'integer', default: 1 } } },
      },
      address: {
        type: 'object',
        properties: { city: { type: 'string' }, zip: { type: ['string', 'null'], default: null } },
      },
      urgent: { type: 'boolean', default: false },
      price: { type: 'number' },
    },
  },
  Ping: { type: 'object', properties: {} },
};

const files = Object.entries(PARAMETERS).map(([name, parameters]) => ({
  type: 'function',
  function: { name, description: name, parameters },
}));
const file = parseTools('file:///w/table.tools.json', JSON.stringify(files));
export const TABLE_TOOLS = createCatalog(file.tools, [file]);

export function call(name: string, values: JsonObject = {}): NamedCall & ActualCall {
  return { name, values, text: JSON.stringify(values) };
}

/** A call whose arguments are no JSON object. */
export function brokenCall(name: string, text: string): ActualCall {
  return { name, values: undefined, text };
}

export interface TurnParts {
  readonly rules?: Partial<MatchRules>;
  readonly others?: readonly NamedCall[];
  readonly steps?: readonly string[];
  readonly step?: string;
  readonly context?: Partial<MatchContext>;
}

/** Compares two lists of calls. */
export function match(expected: readonly NamedCall[], actual: readonly ActualCall[], parts: TurnParts = {}) {
  const turn: ExpectedTurn = {
    calls: expected,
    otherCalls: parts.others ?? [],
    rules: { ...NO_RULES, ...parts.rules },
    steps: parts.steps ?? [],
  };
  const made: ActualTurn = { text: '', said: '', calls: actual, isOtherNotation: false, step: parts.step };
  return matchTurn(turn, made, { tools: TABLE_TOOLS, ...parts.context });
}

/** The codes of a comparison, in order. */
export function codes(...given: Parameters<typeof match>): readonly MatchCode[] {
  return match(...given).problems.map(({ code }) => code);
}

export function accepting(name: string, values: readonly JsonValue[] | 'any'): Partial<MatchRules> {
  return { accepted: new Map([[name, values]]) };
}
