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
  const id = getText(value, 'custom_id');
  if (id === undefined) return undefined;
  const response = getMember(value, 'response');
  const body = getMember(response, 'body');
  const status = getMember(response, 'status_code');
  const failed = getMember(value, 'error') ?? getMember(body, 'error');
  if (failed !== undefined && failed !== null) return { ok: false, id, code: toCode(failed, status) };
  if (typeof status === 'number' && status >= 400) return { ok: false, id, code: `http-${status}` };
  const choice = getMember(getMember(body, 'choices'), '0');
  const message = getMember(choice, 'message');
  const text = getText(message, 'content') || getCallText(message);
  if (getText(message, 'refusal')) return { ok: false, id, code: 'refused' };
  const reason = getText(choice, 'finish_reason');
  if (reason === 'content_filter') return { ok: false, id, code: 'refused' };
  if (text.trim() === '') return { ok: false, id, code: reason === 'length' ? 'truncated' : 'empty-reply' };
  return {
    ok: true,
    id,
    text,
    whole: reason !== 'length',
    usage: toUsage(getMember(body, 'usage')),
  };
}

/** Some servers turn structured output into a call: its arguments are the reply. */
function getCallText(message: JsonValue | undefined): string {
  const call = getMember(getMember(message, 'tool_calls'), '0');
  return getText(getMember(call, 'function'), 'arguments') ?? '';
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
  const code = getText(error, 'code');
  if (code !== undefined && /^[\w-]{1,40}$/.test(code)) return code;
  return typeof status === 'number' ? `http-${status}` : 'failed';
}

function toUsage(usage: JsonValue | undefined): TokenUsage {
  const input = getMember(usage, 'prompt_tokens');
  const output = getMember(usage, 'completion_tokens');
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

/** A member of an object, or an item of a list. */
function getMember(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, JsonValue>>)[key];
}

function getText(value: JsonValue | undefined, key: string): string | undefined {
  const found = getMember(value, key);
  return typeof found === 'string' ? found : undefined;
}
