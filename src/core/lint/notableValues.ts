import type { ArgumentNode, ElidedNode, ObjectNode, PlaceholderNode, ValueNode } from '../parser/callNodes.ts';
import { visitValues } from './callPlaces.ts';
import type { CheckedCall } from './checkedCall.ts';

/** A value of a call together with the call. */
export interface ValueOf<Node extends ValueNode> {
  readonly checked: CheckedCall;
  readonly node: Node;
}

/** The values that rules look at one by one; nearly all others are plain strings and numbers. */
export interface NotableValues {
  readonly placeholders: readonly ValueOf<PlaceholderNode>[];
  readonly elided: readonly ValueOf<ElidedNode>[];
  /** Objects with two entries or more. */
  readonly objects: readonly ValueOf<ObjectNode>[];
}

const known = new WeakMap<readonly CheckedCall[], NotableValues>();

/** The notable values of a document's calls, found once for the rules that share them. */
export function notableValues(calls: readonly CheckedCall[]): NotableValues {
  const found = known.get(calls) ?? find(calls);
  known.set(calls, found);
  return found;
}

function find(calls: readonly CheckedCall[]): NotableValues {
  const placeholders: ValueOf<PlaceholderNode>[] = [];
  const elided: ValueOf<ElidedNode>[] = [];
  const objects: ValueOf<ObjectNode>[] = [];
  for (const checked of calls) {
    if (checked.site.call.arguments.every(isPlain)) continue;
    visitValues(checked.site.call, (node) => {
      if (node.kind === 'placeholder') placeholders.push({ checked, node });
      else if (node.kind === 'elided') elided.push({ checked, node });
      else if (node.kind === 'object' && node.entries.length > 1) objects.push({ checked, node });
    });
  }
  return { placeholders, elided, objects };
}

function isPlain({ value: { kind } }: ArgumentNode): boolean {
  return kind === 'string' || kind === 'number' || kind === 'literal';
}
