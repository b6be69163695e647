import type { ChatRequest } from '../model.ts';

/** A request for people to read: every message whole, and the shape the reply is held to. */
export function toRequestText({ messages, structure }: ChatRequest): string {
  const parts = messages.map(({ role, content }) => `=== ${role} ===\n${content.trimEnd()}\n`);
  const shape = structure === undefined ? [] : [`=== response_format ===\n${JSON.stringify(structure.schema)}\n`];
  return [...parts, ...shape].join('\n');
}
