import type { Format } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';

/** Longer texts are not checked: no format is, and not all of the library's expressions are linear. */
const MAX_LENGTH = 1000;

/** ajv's formats, with those authors of examples write more freely than the standards do. */
export function lenientFormats(): ReadonlyMap<string, Format> {
  const formats = new Map<string, Format>();
  for (const [name, format] of Object.entries(fullFormats)) formats.set(name, bounded(format));
  for (const name of ['date-time', 'iso-date-time']) formats.set(name, bounded(isDateTime));
  for (const name of ['time', 'iso-time']) formats.set(name, bounded(isTime));
  for (const name of ['uri', 'uri-reference', 'url', 'uri-template']) {
    const strict = textTest(fullFormats[name as keyof typeof fullFormats]);
    if (strict !== undefined)
      formats.set(
        name,
        bounded((text) => strict(text.replace(/[^\0-\x7f]/gu, 'x'))),
      );
  }
  return formats;
}

function bounded(format: Format | ((text: string) => boolean)): Format {
  const test = textTest(format);
  // Only formats of texts have a test here; those of numbers need no bound.
  return test === undefined ? format : (text: string) => text.length > MAX_LENGTH || test(text);
}

function textTest(format: Format | undefined): ((text: string) => boolean) | undefined {
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return (text) => format(text) === true;
  if (typeof format !== 'object' || format.type === 'number' || !('validate' in format)) return undefined;
  const { validate } = format;
  if (validate instanceof RegExp) return (text) => validate.test(text);
  return typeof validate === 'function' ? (text) => validate(text as never) === true : undefined;
}

const isDate = textTest(fullFormats.date);

/** `2024-05-01T10:00` and `2024-05-01 10:00:00` are what authors write: zone and seconds may be left out. */
function isDateTime(text: string): boolean {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})[Tt ](.*)$/.exec(text) ?? [];
  return date !== undefined && time !== undefined && (isDate?.(date) ?? true) && isTime(time);
}

function isTime(text: string): boolean {
  const match = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:[Zz]|[+-](\d{2})(?::?(\d{2}))?)?$/.exec(text);
  if (match === null) return false;
  const [hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return hour < 24 && minute < 60 && second <= 60 && zoneHour < 24 && zoneMinute < 60;
}
