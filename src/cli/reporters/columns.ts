import stringWidth from 'string-width';

/** Pads a text to a width counted in terminal cells, in which a Chinese character takes two. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** The width of a text in terminal cells. */
export function toCellWidth(text: string): number {
  return stringWidth(text);
}
