import { type Document, isMap, isScalar, parseDocument } from 'yaml';

/**
 * A text with its front matter changed; where it has none, one is put before it. Undefined if the front matter is
 * broken.
 */
export function withFrontMatter(text: string, change: (yaml: Document) => void): string | undefined {
  const match = /(\uFEFF?---[ \t]*\r?\n)([\s\S]*?)(^---[ \t]*(?:\r?\n|$))/my.exec(text);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const yaml = changed(match?.[2] ?? '', change)?.replace(/\r?\n/g, lineBreak);
  if (yaml === undefined) return undefined;
  if (match === null) {
    const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
    return `${bom}---${lineBreak}${yaml}---${lineBreak}${lineBreak}${text.slice(bom.length)}`;
  }
  const [whole, open, , close] = match;
  return `${open}${yaml}${close}${text.slice(match.index + whole.length)}`;
}

function changed(yaml: string, change: (yaml: Document) => void): string | undefined {
  const document = parseDocument(yaml, { logLevel: 'silent', prettyErrors: false });
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return undefined;
  change(document);
  return document.toString({ lineWidth: 0 });
}

/** The path of an entry of `tools:`, whether it is alone or with a choice; empty for anything else. */
export function pathOf(item: unknown): string {
  const path = isMap(item) ? item.get('file') : isScalar(item) ? item.value : item;
  return typeof path === 'string' ? path : '';
}
