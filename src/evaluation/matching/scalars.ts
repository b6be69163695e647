import { trimEndOf } from '../../core/index.ts';

/**
 * A text as it is compared: width and composition of characters, space around it and the amount of space within it do
 * not count. Punctuation does: without it "1.5" would equal "15".
 */
export function toComparableText(text: string, isCaseSensitive: boolean): string {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
  return isCaseSensitive ? plain : plain.toLowerCase();
}

const DATE = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** A date, the same for every way in which it can be written; undefined if the text is none. */
export function toComparableDate(text: string): string | undefined {
  const date = readDate(text.normalize('NFKC').trim());
  return date === undefined || date.rest !== '' ? undefined : date.day;
}

/** A moment, the same in every time zone; one without a time zone equals only others without. */
export function toComparableDateTime(text: string): string | undefined {
  const date = readDate(text.normalize('NFKC').trim());
  if (date === undefined) return undefined;
  const [, hour, minute, second = '00', fraction = '', zone] = TIME.exec(date.rest.replace(/^[T\s]+/i, '')) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const local = `${date.day}T${hour.padStart(2, '0')}:${minute}:${second}${trimEndOf(trimEndOf(fraction, /0/), /\./)}`;
  if (zone === undefined) return local;
  const moment = Date.parse(`${local}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase()}`);
  return Number.isNaN(moment) ? undefined : String(moment);
}

function readDate(text: string): { readonly day: string; readonly rest: string } | undefined {
  const [whole = '', year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return { day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, rest: text.slice(whole.length) };
}
