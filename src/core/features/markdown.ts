/** Text that Markdown shows as it is. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, '\\$&');
}

/** Text for a cell of a table. A description may hold Markdown of its own, but no line break and no bar. */
export function cell(text: string): string {
  return prose(text.replace(/\s+/g, ' ')).replaceAll('|', '\\|');
}

/** Text as code within a line. */
export function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text.replace(/\s+/g, ' ')}${padding}${fence}`;
}

/**
 * A description as its author wrote it, without HTML, which editors show differently, and with links in place of images: an
 * editor would fetch these from the address that a tool file names.
 */
export function prose(text: string): string {
  return text.trim().replaceAll('<', '&lt;').replaceAll('![', '\\![');
}

/** A text cut to a length. */
export function cut(text: string, length: number): string {
  const characters = [...text.slice(0, length * 2)];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}
