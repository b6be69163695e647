import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';

const frontMatter = /^(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*(?:\r?\n|$))/m;

/**
 * A shots document's text whose front matter takes the given operations of a tool file and no others. An entry for the
 * file, told by `isFile` from the path as written, is changed in place; otherwise one is added. Undefined if the front
 * matter is broken.
 */
export function withToolChoice(
  text: string,
  path: string,
  include: readonly string[],
  isFile: (path: string) => boolean,
): string | undefined {
  const match = text.startsWith('---') || text.startsWith('\uFEFF---') ? frontMatter.exec(text) : null;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const yaml = chosen(match?.[2] ?? '', path, include, isFile)?.replace(/\r?\n/g, lineBreak);
  if (yaml === undefined) return undefined;
  if (match === null) {
    const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
    return `${bom}---${lineBreak}${yaml}---${lineBreak}${lineBreak}${text.slice(bom.length)}`;
  }
  const [whole, open, , close] = match;
  return `${open}${yaml}${close}${text.slice(match.index + whole.length)}`;
}

function chosen(
  yaml: string,
  path: string,
  include: readonly string[],
  isFile: (path: string) => boolean,
): string | undefined {
  const document = parseDocument(yaml, { logLevel: 'silent' });
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return undefined;
  const entry = newEntry(document, path, include);
  const tools = document.get('tools');
  if (isSeq(tools)) {
    const index = tools.items.findIndex((item) => isFile(pathOf(item)));
    if (index === -1) tools.add(entry);
    else tools.items[index] = entry;
  } else {
    const only = document.get('tools', true);
    const others = only === undefined || isFile(pathOf(only)) || pathOf(only) === '' ? [] : [only];
    document.set('tools', document.createNode([...others, entry]));
  }
  return document.toString({ lineWidth: 0 });
}

function newEntry(document: Document, path: string, include: readonly string[]): YAMLMap {
  const entry = document.createNode({ file: path, include: [...include] }) as YAMLMap;
  const list = entry.get('include', true);
  if (isSeq(list)) list.flow = true;
  return entry;
}

function pathOf(item: unknown): string {
  const path = isMap(item) ? item.get('file') : isScalar(item) ? item.value : item;
  return typeof path === 'string' ? path : '';
}
