/** A label has at most as many lines; a longer one leaves lines in its middle out, since names of a kind begin alike. */
const MAX_LINES = 4;

/** After a sign, and before a capital letter that begins a word. */
const BREAKS = /(?<=[_.\-/:\s])|(?<=[a-z0-9])(?=[A-Z])/;

/** The width of a label in letters of the Latin alphabet. */
export function measureLabel(label: string): number {
  return [...label].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0);
}

/** The lines of a label, none wider than `room` letters of the Latin alphabet. A word that is wider is broken. */
export function wrapLabel(label: string, room: number): readonly string[] {
  const lines = [''];
  for (const part of label
    .split(BREAKS)
    .flatMap((word) => (measureLabel(word.trimEnd()) > room ? [...word] : [word]))) {
    const line = `${lines.at(-1)}${part}`;
    if (measureLabel(line.trimEnd()) <= room) lines[lines.length - 1] = line;
    else lines.push(part);
  }
  const shown = lines.map((line) => line.trim()).filter((line) => line !== '');
  return shown.length <= MAX_LINES ? shown : [...shown.slice(0, MAX_LINES - 2), '…', ...shown.slice(-1)];
}
