import type { CallNode, ValueNode } from '../parser/callNodes.ts';

/** Visits every value of a call, those nested in lists and objects too, each before what it holds. */
export function visitValues(call: CallNode, visit: (value: ValueNode) => void): void {
  for (const { value } of call.arguments) {
    visit(value);
    if (value.kind === 'array' || value.kind === 'object') visitNested(value, visit);
  }
}

/** Values nest as deep as an author makes them, so the walk keeps its own stack. */
function visitNested(outer: ValueNode, visit: (value: ValueNode) => void): void {
  const waiting = held(outer);
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    visit(value);
    if (value.kind === 'array' || value.kind === 'object') waiting.push(...held(value));
  }
}

/** What a list or object holds, the last first. */
function held(value: ValueNode): ValueNode[] {
  if (value.kind === 'array') return value.items.toReversed();
  if (value.kind !== 'object') return [];
  const values: ValueNode[] = value.entries.map((entry) => entry.value);
  if (value.elided !== undefined) values.push(value.elided);
  return values.reverse();
}
