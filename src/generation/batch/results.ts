import type { JsonValue } from '../../core/index.ts';
import type { TokenUsage } from '../model.ts';
import { NO_TOKENS } from '../tokens.ts';

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
  const value = parseJson(line);
  const id = getTextAt(value, ['custom_id']);
  if (id === undefined) return undefined;
  const status = getValueAt(value, ['response', 'status_code']);
  const failed = getValueAt(value, ['error']) ?? getValueAt(value, ['response', 'body', 'error']);
  if (failed !== undefined && failed !== null) return { ok: false, id, code: toCode(failed, status) };
  if (typeof status === 'number' && status >= 400) return { ok: false, id, code: `http-${status}` };
  const choice = getValueAt(value, ['response', 'body', 'choices', '0']);
  // Some servers turn structured output into a call: its arguments are the reply.
  const callText = getTextAt(choice, ['message', 'tool_calls', '0', 'function', 'arguments']);
  const text = getTextAt(choice, ['message', 'content']) || (callText ?? '');
  if (getTextAt(choice, ['message', 'refusal'])) return { ok: false, id, code: 'refused' };
  const reason = getTextAt(choice, ['finish_reason']);
  if (reason === 'content_filter') return { ok: false, id, code: 'refused' };
  if (text.trim() === '') return { ok: false, id, code: reason === 'length' ? 'truncated' : 'empty-reply' };
  return {
    ok: true,
    id,
    text,
    whole: reason !== 'length',
    usage: toUsage(getValueAt(value, ['response', 'body', 'usage'])),
  };
}

/** A masked tool name that a result calls, if no tool has it: the result cannot be read without its names file. */
export function findMaskedTool(line: string, isTool: (name: string) => boolean): string | undefined {
  const result = readBatchResult(line);
  if (result?.ok !== true) return undefined;
  const names = [...result.text.matchAll(/"name"\s*:\s*"(tool_\d+)"|\b(tool_\d+)\(/g)].map(
    ([, inJson, inText]) => inJson ?? inText,
  );
  return names.find((name) => name !== undefined && !isTool(name));
}

function toCode(error: JsonValue, status: JsonValue | undefined): string {
  const code = getTextAt(error, ['code']);
  if (code !== undefined && /^[\w-]{1,40}$/.test(code)) return code;
  return typeof status === 'number' ? `http-${status}` : 'failed';
}

function toUsage(usage: JsonValue | undefined): TokenUsage {
  const input = getValueAt(usage, ['prompt_tokens']);
  const output = getValueAt(usage, ['completion_tokens']);
  if (typeof input !== 'number' || typeof output !== 'number') return NO_TOKENS;
  return { inputTokens: input, outputTokens: output };
}

function parseJson(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    return undefined;
  }
}

function getValueAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let node = value;
  for (const key of path) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Readonly<Record<string, JsonValue>>)[key];
  }
  return node;
}

function getTextAt(value: JsonValue | undefined, path: readonly string[]): string | undefined {
  const found = getValueAt(value, path);
  return typeof found === 'string' ? found : undefined;
}
