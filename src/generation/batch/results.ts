import type { JsonValue } from '../../core/index.ts';
import type { TokenUsage } from '../model.ts';
import { noTokens } from '../tokens.ts';

/** A line of a batch's results, as far as it matters. */
export type BatchResult =
  | {
      readonly ok: true;
      readonly id: string;
      readonly text: string;
      readonly whole: boolean;
      readonly usage: TokenUsage;
    }
  | { readonly ok: false; readonly id: string; readonly code: string };

/** Reads a line of a results file. Undefined for a line that is none. No text of the server's is taken over. */
export function readBatchResult(line: string): BatchResult | undefined {
  const value = parsed(line);
  const id = textAt(value, ['custom_id']);
  if (id === undefined) return undefined;
  const status = at(value, ['response', 'status_code']);
  const failed = at(value, ['error']) ?? at(value, ['response', 'body', 'error']);
  if (failed !== undefined && failed !== null) return { ok: false, id, code: codeOf(failed, status) };
  if (typeof status === 'number' && status >= 400) return { ok: false, id, code: `http-${status}` };
  const choice = at(value, ['response', 'body', 'choices', '0']);
  const text = textAt(choice, ['message', 'content']) ?? '';
  if (textAt(choice, ['message', 'refusal'])) return { ok: false, id, code: 'refused' };
  const reason = textAt(choice, ['finish_reason']);
  if (reason === 'content_filter') return { ok: false, id, code: 'refused' };
  if (text.trim() === '') return { ok: false, id, code: reason === 'length' ? 'truncated' : 'empty-reply' };
  return { ok: true, id, text, whole: reason !== 'length', usage: usageOf(at(value, ['response', 'body', 'usage'])) };
}

function codeOf(error: JsonValue, status: JsonValue | undefined): string {
  const code = textAt(error, ['code']);
  if (code !== undefined && /^[\w-]{1,40}$/.test(code)) return code;
  return typeof status === 'number' ? `http-${status}` : 'failed';
}

function usageOf(usage: JsonValue | undefined): TokenUsage {
  const input = at(usage, ['prompt_tokens']);
  const output = at(usage, ['completion_tokens']);
  if (typeof input !== 'number' || typeof output !== 'number') return noTokens;
  return { inputTokens: input, outputTokens: output };
}

function parsed(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    return undefined;
  }
}

function at(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let node = value;
  for (const key of path) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Readonly<Record<string, JsonValue>>)[key];
  }
  return node;
}

function textAt(value: JsonValue | undefined, path: readonly string[]): string | undefined {
  const found = at(value, path);
  return typeof found === 'string' ? found : undefined;
}
