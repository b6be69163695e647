/** A title is short and does not end like a sentence. */
const MAX_TITLE = 60;

/**
 * Prepares a text from the clipboard: line ends are one line feed, blanks of fixed width are ordinary ones, and a title
 * before the steps becomes a heading. The words stay as they are.
 */
export function toProcedureText(pasted: string): string {
  const lines = pasted
    .replaceAll('\v', '\n')
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/[\u200b\ufeff\u00ad]/g, '')
    // HTML as text has a line for each of its blocks.
    .replaceAll(/<(?=(?:li|p|h[1-6]|tr|ol|ul|div|blockquote)\b)/gi, '\n<')
    .split('\n')
    .map((line) => line.trimEnd());
  const text = lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return text === '' ? '' : `${withHeading(text)}\n`;
}

function withHeading(text: string): string {
  const [first = '', next] = text.split('\n', 2);
  const isTitle = first.length <= MAX_TITLE && /^[\p{L}《“"]/u.test(first) && !/[.。!！?？:：;；,，]$/.test(first);
  // A step without a number is no title of the next one.
  const isNumbered = /^(?:第|步骤|step\b|[一二三四五六七八九十]+、|[a-z][.)])/i.test(first);
  return isTitle && !isNumbered && next !== undefined
    ? `# ${first}\n${next === '' ? '' : '\n'}${text.slice(first.length + 1)}`
    : text;
}

/** A name for the file: the title, or what is left of it without characters that file systems refuse. */
export function nameOfProcedure(text: string): string | undefined {
  const title = /^#{1,6}[ \t]+(.+)$/m.exec(text)?.[1];
  const name = title
    ?.replaceAll(/[\\/:*?"<>|\p{Cc}\s]+/gu, '-')
    .replaceAll(/^[-.]+|(?<![-.])[-.]+$/g, '')
    .slice(0, MAX_TITLE);
  return name === '' ? undefined : name;
}
