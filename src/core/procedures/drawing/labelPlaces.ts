/** Words at an edge: the middle of them, or where they start. */
export interface LabelPlace {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'middle' | 'start';
}

/** Pixels of a line of 11 px. */
const LINE = 13;
/** Tried in turn, until words overlap no others. */
const SHIFTS = [0, -LINE, LINE, -2 * LINE];
/** Words this far apart vertically never meet, however they are shifted. */
const BAND = 100;

/** The width of words of 11 px, estimated: Chinese characters are as wide as they are high. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u2e80-\uffff]/.test(character) ? 11 : 6;
  return width;
}

/** Moves words up or down where several edges meet, so that none covers others. */
export function placeLabels(labels: readonly LabelPlace[]): readonly LabelPlace[] {
  const bands = new Map<number, LabelPlace[]>();
  return labels.map((label) => {
    if (label.text === '') return label;
    const band = Math.floor(label.y / BAND);
    const near = [band - 1, band, band + 1].flatMap((at) => bands.get(at) ?? []);
    const shifted = SHIFTS.map((shift) => ({ ...label, y: label.y + shift }));
    const place = shifted.find((other) => !near.some((placed) => overlap(placed, other))) ?? label;
    const own = bands.get(band);
    if (own === undefined) bands.set(band, [place]);
    else own.push(place);
    return place;
  });
}

function overlap(one: LabelPlace, other: LabelPlace): boolean {
  if (Math.abs(one.y - other.y) >= LINE) return false;
  const [a, b] = [spanOf(one), spanOf(other)];
  return a.left < b.right && b.left < a.right;
}

function spanOf({ text, x, anchor }: LabelPlace): { readonly left: number; readonly right: number } {
  const width = widthOf(text);
  const left = anchor === 'start' ? x : x - width / 2;
  return { left, right: left + width };
}
