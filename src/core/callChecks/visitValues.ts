import type { CallNode, ValueNode } from '../parser/callNodes.ts';

/** Visits every value of a call, those nested in lists and objects too, each before what it holds. */
export function visitValues(call: CallNode, visit: (value: ValueNode) => void): void {
  for (const { value } of call.arguments) visitValue(value, visit);
}

/** The parser reads no values nested deeper than two hundred levels, so the stack can hold the walk. */
function visitValue(value: ValueNode, visit: (value: ValueNode) => void): void {
  visit(value);
  if (value.kind === 'array') for (const item of value.items) visitValue(item, visit);
  else if (value.kind === 'object') {
    for (const entry of value.entries) visitValue(entry.value, visit);
    if (value.elided !== undefined) visitValue(value.elided, visit);
  }
}
