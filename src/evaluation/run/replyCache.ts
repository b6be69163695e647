import { contentHash, isObject } from '../../core/index.ts';
import type { ChatRequest } from '../../generation/index.ts';
import type { ModelReply } from './modelReply.ts';

/** Keeps replies by their content: an unchanged case costs nothing, and an interrupted run pays for nothing twice. */
export interface ReplyCache {
  get(key: string): Promise<ModelReply | undefined>;
  add(key: string, reply: ModelReply): Promise<void>;
}

/** A line of a cache file. */
export function printCacheLine(key: string, reply: ModelReply): string {
  return `${JSON.stringify({ key, reply })}\n`;
}

/** Reads a line of a cache file. One that a crash cut short has no reply. */
export function readCacheLine(line: string): readonly [string, ModelReply] | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!isObject(value) || typeof value.key !== 'string' || !isObject(value.reply)) return undefined;
    const { text, toolCalls, finish } = value.reply;
    const isReply = typeof text === 'string' && Array.isArray(toolCalls) && typeof finish === 'string';
    return isReply ? [value.key, value.reply as unknown as ModelReply] : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a reply is known by: everything that is sent, and where to. Repeats are asked again in every run: `repeat` holds
 * the run and the number of the repeat.
 */
export function toCacheKey(origin: string, model: string, request: ChatRequest, repeat: string): string {
  const content = JSON.stringify([origin, model, request, repeat]);
  return `${contentHash(content)}-${content.length.toString(36)}`;
}
