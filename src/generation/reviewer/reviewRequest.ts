import type { JsonObject, JsonValue } from '../../core/index.ts';
import type { ChatRequest } from '../model.ts';
import type { Masker } from '../privacy/masker.ts';
import { fillReviewTemplate, type PromptSource } from '../prompt/prompt.ts';
import { createJsonReader } from '../reply/jsonReader.ts';
import type { ReviewVerdict } from './review.ts';

const VERDICT_SCHEMA: JsonObject = {
  type: 'object',
  properties: { accept: { type: 'boolean' }, reasons: { type: 'array', items: { type: 'string' } } },
  required: ['accept', 'reasons'],
  additionalProperties: false,
};

/** The request to review one shot exactly as it is sent, masked if a masker is given. Comments of the shot are not sent. */
export function createReviewRequest(source: PromptSource, shot: string, masker: Masker | undefined): ChatRequest {
  const { maxTokens } = source;
  return {
    messages: [{ role: 'user', content: fillReviewTemplate(source, shot, masker) }],
    structure: {
      name: masker?.text('verdict') ?? 'verdict',
      schema: masker?.shape(VERDICT_SCHEMA) ?? VERDICT_SCHEMA,
    },
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
}

const MAX_REASONS = 5;

/** The last verdict in a reply, unmasked, with any text around it; undefined if there is none. */
export function readVerdict(reply: string, masker: Masker | undefined): ReviewVerdict | undefined {
  const values = createJsonReader().push(reply);
  return values
    .map((value) => toVerdict(masker?.unmaskValue(value) ?? value))
    .findLast((verdict) => verdict !== undefined);
}

function toVerdict(value: JsonValue): ReviewVerdict | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { accept, reasons } = value as JsonObject;
  if (typeof accept !== 'boolean') return undefined;
  const given = Array.isArray(reasons) ? reasons : [reasons];
  const texts = given.filter((reason) => typeof reason === 'string' && reason.trim() !== '') as readonly string[];
  return { accept, reasons: texts.slice(0, MAX_REASONS) };
}
