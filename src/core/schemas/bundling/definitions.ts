import type { JsonObject, JsonValue } from '../../text/json.ts';
import { appendPointer, getParentPointer } from '../../text/jsonPointer.ts';
import type { SourceDocument } from '../../text/source/sourceDocument.ts';
import type { References } from '../references.ts';
import { getNodeKey, type SchemaNode } from '../schemaNode.ts';

/** A schema that was copied in one piece: references in it are to definitions, which are pieces of their own. */
export interface Piece {
  readonly schema: JsonValue;
  readonly references: ReadonlySet<Definition>;
  /** Where the schemas at some pointers of the bundle come from; what lies below them lies below there, too. */
  readonly origins: ReadonlyMap<string, SchemaNode>;
}

/** A schema that others refer to, known by one name to every tool of a file. */
export interface Definition {
  readonly name: string;
  /** Copied when it is first asked for, and once for all tools. */
  piece(): Piece;
}

/** The definitions of a file's bundles. */
export interface Definitions {
  /** The definition a reference leads to; undefined if it leads nowhere. */
  find(source: SourceDocument, root: string, reference: string): Definition | undefined;
  named(name: string): Definition | undefined;
}

/** Creates the definitions of a file; `copy` copies one to its pointer in the bundle. */
export function createDefinitions(
  references: References,
  copy: (node: SchemaNode, root: string, at: string) => Piece,
): Definitions {
  const bySite = new Map<string, Definition>();
  const byName = new Map<string, Definition>();
  const add = (node: SchemaNode, root: string): Definition => {
    const name = freeName(node, byName);
    let piece: Piece | undefined;
    const definition: Definition = {
      name,
      piece() {
        piece ??= copy(node, root, appendPointer('/$defs', name));
        return piece;
      },
    };
    byName.set(name, definition);
    return definition;
  };
  return {
    find(source, root, reference) {
      const target = references.resolve(source, root, reference);
      if (typeof target === 'string') return undefined;
      // What is within a schema with an address, or a tool's own, is resolved against that; all else against its file.
      const isWithin = target.source === source && `${target.pointer}/`.startsWith(`${root}/`);
      const home = references.findResource(target) ?? (isWithin ? root : '');
      const key = `${home} ${getNodeKey(target)}`;
      const found = bySite.get(key) ?? add(target, home);
      bySite.set(key, found);
      return found;
    },
    named: (name) => byName.get(name),
  };
}

function freeName(node: SchemaNode, taken: ReadonlyMap<string, unknown>): string {
  const last = node.pointer.slice(getParentPointer(node.pointer).length + 1);
  // A reference is a URI: only names that need no encoding keep it readable for every consumer.
  const plain = last.replace(/[^\p{L}\p{N}_.-]+/gu, '_') || 'root';
  let name = plain;
  for (let count = 2; taken.has(name); count++) name = `${plain}_${count}`;
  return name;
}

/** All definitions that some lead to, themselves included, as the value of `$defs`. */
export function reachable(references: Iterable<Definition>): JsonObject {
  const found = new Map<string, JsonValue>();
  const open = [...references];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next.name)) continue;
    const piece = next.piece();
    found.set(next.name, piece.schema);
    open.push(...piece.references);
  }
  return Object.fromEntries(found);
}
