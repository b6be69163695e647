import type { JsonValue } from '../text/json.ts';
import { appendPointer, child } from '../text/jsonPointer.ts';
import type { SourceDocument } from '../text/source/sourceDocument.ts';

/** A node of a source: what is there, and where. */
export interface SchemaNode {
  readonly source: SourceDocument;
  readonly pointer: string;
  readonly value: JsonValue;
}

/** A node's member or item, or undefined if there is none. */
export function getChildNode(node: SchemaNode, ...steps: readonly (string | number)[]): SchemaNode | undefined {
  let value: JsonValue | undefined = node.value;
  for (const step of steps) {
    value = child(value, String(step));
    if (value === undefined) return undefined;
  }
  return { source: node.source, pointer: appendPointer(node.pointer, ...steps), value };
}

/** The key by which a node is known across files. */
export function getNodeKey(node: SchemaNode): string {
  return `${node.source.uri}#${node.pointer}`;
}
