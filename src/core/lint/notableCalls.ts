import type { ArgumentNode, ElidedNode, ObjectNode, PlaceholderNode, ValueNode } from '../parser/callNodes.ts';
import type { CheckedCall } from './checkedCall.ts';
import { visitValues } from './valueWalk.ts';

/** A value of a call together with the call. */
export interface ValueOf<Node extends ValueNode> {
  readonly checked: CheckedCall;
  readonly node: Node;
}

/** The calls, and values in them, that some rule may have to say something about; nearly all others are in order. */
export interface NotableCalls {
  /** Calls that name no loaded tool. */
  readonly unknown: readonly CheckedCall[];
  /** Calls written so that the parser had to remark on it. */
  readonly remarked: readonly CheckedCall[];
  /** Calls whose arguments break their tool's schema. */
  readonly broken: readonly CheckedCall[];
  /** Calls with arguments given by position, or too many of them. */
  readonly positional: readonly CheckedCall[];
  /** Calls that give a name twice. */
  readonly repeating: readonly CheckedCall[];
  readonly placeholders: readonly ValueOf<PlaceholderNode>[];
  readonly elided: readonly ValueOf<ElidedNode>[];
  /** Objects with two entries or more. */
  readonly objects: readonly ValueOf<ObjectNode>[];
}

/** Sorts a document's calls by what can be the matter with them: once, for all the rules about calls. */
export function notableCalls(calls: readonly CheckedCall[]): NotableCalls {
  const unknown: CheckedCall[] = [];
  const remarked: CheckedCall[] = [];
  const broken: CheckedCall[] = [];
  const positional: CheckedCall[] = [];
  const repeating: CheckedCall[] = [];
  const withValues: CheckedCall[] = [];
  calls.forEach((checked) => {
    if (checked.isPlain) return;
    const { call } = checked.site;
    if (checked.tool === undefined) unknown.push(checked);
    if (call.problems.length > 0) remarked.push(checked);
    if (checked.problems.length > 0) broken.push(checked);
    if (checked.duplicates.length > 0) repeating.push(checked);
    let isNamed = true;
    let isPlain = true;
    for (const argument of call.arguments) {
      isNamed &&= argument.name !== undefined;
      isPlain &&= isPlainValue(argument);
    }
    if (!isNamed) positional.push(checked);
    if (!isPlain) withValues.push(checked);
  });
  return { unknown, remarked, broken, positional, repeating, ...notableValues(withValues) };
}

function isPlainValue({ value: { kind } }: ArgumentNode): boolean {
  return kind === 'string' || kind === 'number' || kind === 'literal';
}

function notableValues(calls: readonly CheckedCall[]): Pick<NotableCalls, 'placeholders' | 'elided' | 'objects'> {
  const placeholders: ValueOf<PlaceholderNode>[] = [];
  const elided: ValueOf<ElidedNode>[] = [];
  const objects: ValueOf<ObjectNode>[] = [];
  for (const checked of calls) {
    visitValues(checked.site.call, (node) => {
      if (node.kind === 'placeholder') placeholders.push({ checked, node });
      else if (node.kind === 'elided') elided.push({ checked, node });
      else if (node.kind === 'object' && node.entries.length > 1) objects.push({ checked, node });
    });
  }
  return { placeholders, elided, objects };
}
