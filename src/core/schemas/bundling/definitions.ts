import { below, parentOf } from '../pointer.ts';
import { type References, type SchemaSite, siteKey } from '../references.ts';
import type { SourceDocument } from '../source/sourceDocument.ts';
import type { JsonObject, JsonValue } from '../tool.ts';

/** A schema that was copied in one piece: references in it are to definitions, which are pieces of their own. */
export interface Piece {
  readonly schema: JsonValue;
  readonly references: ReadonlySet<Definition>;
  /** Where the schemas at some pointers of the bundle come from; what lies below them lies below there, too. */
  readonly origins: ReadonlyMap<string, SchemaSite>;
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
  copy: (site: SchemaSite, root: string, at: string) => Piece,
): Definitions {
  const bySite = new Map<string, Definition>();
  const byName = new Map<string, Definition>();
  const add = (site: SchemaSite, root: string): Definition => {
    const name = freeName(site, byName);
    let piece: Piece | undefined;
    const definition: Definition = {
      name,
      piece() {
        piece ??= copy(site, root, below('/$defs', name));
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
      // What stands within a tool's own schema is resolved against that; all else against its file.
      const isWithin = target.source === source && `${target.pointer}/`.startsWith(`${root}/`);
      const home = isWithin ? root : '';
      const key = `${home} ${siteKey(target)}`;
      const found = bySite.get(key) ?? add(target, home);
      bySite.set(key, found);
      return found;
    },
    named: (name) => byName.get(name),
  };
}

function freeName(site: SchemaSite, taken: ReadonlyMap<string, unknown>): string {
  const last = site.pointer.slice(parentOf(site.pointer).length + 1);
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
