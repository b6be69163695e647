import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Comment, parseSync, type Statement, type TSSignature } from 'oxc-parser';

/** An export, or a member of an exported interface written `Interface.member`, and where it is declared. */
export interface PublicItem {
  readonly name: string;
  /** The file and its line, relative to the project's root. */
  readonly place: string;
  readonly documented: boolean;
  /** The name of the interface that a member belongs to; undefined for an export. */
  readonly owner: string | undefined;
  /** The type of a member as it is written; empty for an export and for a method. */
  readonly type: string;
}

/** A source file, parsed. */
interface Source {
  readonly path: string;
  readonly text: string;
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
}

/** The exports that can be reached through a door, with the members of exported interfaces. */
export function getPublicItems(root: string, door: string): readonly PublicItem[] {
  return exportsOf(root, door, () => true);
}

type Filter = (name: string) => boolean;

function exportsOf(root: string, path: string, isIncluded: Filter): readonly PublicItem[] {
  const source = readSource(root, path);
  return source.body.flatMap((statement) => {
    if (statement.type === 'ExportAllDeclaration')
      return exportsOf(root, resolve(path, statement.source.value), isIncluded);
    if (statement.type !== 'ExportNamedDeclaration') return [];
    if (statement.declaration !== null) {
      return itemsOf(source, statement, statement.declaration).filter(({ name, owner }) => isIncluded(owner ?? name));
    }
    const locals = statement.specifiers
      .filter(({ exported }) => isIncluded(nameOf(exported)))
      .map(({ local }) => nameOf(local));
    if (statement.source === null) return importedItems(root, source, locals);
    return exportsOf(root, resolve(path, statement.source.value), (name) => locals.includes(name));
  });
}

/** What `export { name }` without `from` shows: an import of the file, or a declaration of its own. */
function importedItems(root: string, source: Source, locals: readonly string[]): readonly PublicItem[] {
  return source.body.flatMap((statement) => {
    if (statement.type === 'ImportDeclaration') {
      const names = statement.specifiers
        .filter(({ local }) => locals.includes(local.name))
        .map((found) => (found.type === 'ImportSpecifier' ? nameOf(found.imported) : found.local.name));
      const from = statement.source.value;
      return names.length === 0 ? [] : exportsOf(root, resolve(source.path, from), (name) => names.includes(name));
    }
    return itemsOf(source, statement, statement).filter(({ name, owner }) => locals.includes(owner ?? name));
  });
}

/** The items of one declaration. The comment is before the whole statement, in front of `export`. */
function itemsOf(source: Source, statement: Statement, declaration: Statement): readonly PublicItem[] {
  if (declaration.type === 'VariableDeclaration') {
    const names = declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
    return names.map((name) => toItem(source, statement.start, name, undefined));
  }
  if (!('id' in declaration) || declaration.id?.type !== 'Identifier') return [];
  const owner = declaration.id.name;
  const item = toItem(source, statement.start, owner, undefined);
  if (declaration.type !== 'TSInterfaceDeclaration') return [item];
  return [
    item,
    ...declaration.body.body.map((member) =>
      toItem(source, member.start, memberName(member), owner, typeOf(source, member)),
    ),
  ];
}

function memberName(member: TSSignature): string {
  return 'key' in member && member.key.type === 'Identifier' ? member.key.name : member.type;
}

function typeOf({ text }: Source, member: TSSignature): string {
  if (member.type !== 'TSPropertySignature' || !member.typeAnnotation) return '';
  const { start, end } = member.typeAnnotation.typeAnnotation;
  return text.slice(start, end);
}

function toItem(source: Source, start: number, name: string, owner: string | undefined, type = ''): PublicItem {
  const line = source.text.slice(0, start).split('\n').length;
  const documented = source.comments.some((comment) => {
    const isDoc = comment.type === 'Block' && comment.value.startsWith('*');
    return isDoc && comment.end <= start && source.text.slice(comment.end, start).trim() === '';
  });
  return {
    name: owner === undefined ? name : `${owner}.${name}`,
    place: `${source.path}:${line}`,
    documented,
    owner,
    type,
  };
}

function nameOf(name: { readonly name: string } | { readonly value: string }): string {
  return 'name' in name ? name.name : name.value;
}

function resolve(from: string, path: string): string {
  return join(dirname(from), path).replaceAll('\\', '/');
}

function readSource(root: string, path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const { program, comments } = parseSync(path, text);
  return { path, text, body: program.body as readonly Statement[], comments };
}
