import type { JsonObject, Language } from '../../core/index.ts';
import { createMatchingText } from './patternText.ts';
import type { Random } from './random.ts';
import { getDigits, getSampleWord, isBirth } from './valueHints.ts';

/** One valid text for each format that schemas name. Reserved names and numbers only (RFC 2606, 5737, 3849). */
const FORMATS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  date: ['2025-03-14', '2025-06-02', '2025-09-21'],
  'date-time': ['2025-03-14T09:30:00Z', '2025-06-02T14:00:00Z'],
  time: ['09:30:00Z', '14:00:00Z'],
  duration: ['PT30M', 'P2D'],
  email: ['customer@example.com', 'service@example.org'],
  'idn-email': ['customer@example.com'],
  hostname: ['www.example.com'],
  'idn-hostname': ['www.example.com'],
  ipv4: ['192.0.2.10', '198.51.100.7'],
  ipv6: ['2001:db8::10'],
  uri: ['https://example.com/item/1', 'https://example.com/item/2'],
  'uri-reference': ['/item/1'],
  iri: ['https://example.com/item/1'],
  'iri-reference': ['/item/1'],
  'uri-template': ['/item/{id}'],
  url: ['https://example.com/item/1'],
  uuid: ['3f2b8c1e-9d4a-4c6b-8e7f-0a1b2c3d4e5f', '7c9e6679-7425-40de-944b-e07fc1f90ae7'],
  'json-pointer': ['/item/1'],
  'relative-json-pointer': ['1/item'],
  regex: ['^[a-z]+$'],
  byte: ['c2FtcGxl'],
};

/** Tells whether a schema accepts a text. */
export type Accepts = (schema: JsonObject, text: string) => boolean;

/** A text for a string schema: by pattern, format or name, within its length. */
export function sampleText(
  schema: JsonObject,
  name: string,
  language: Language,
  random: Random,
  accepts: Accepts,
): string {
  const minimum = getNumber(schema.minLength, 0);
  const maximum = getNumber(schema.maxLength, Number.POSITIVE_INFINITY);
  if (typeof schema.pattern === 'string') {
    // What looks at home under the name reads better than what a pattern makes, if it fits.
    const word = getSampleWord(name, language, random);
    if (accepts(schema, word)) return word;
    const text = createMatchingText(schema.pattern, random, minimum);
    if (text !== undefined) return text;
  }
  if (schema.format === 'date' && isBirth(name)) return getSampleWord(name, language, random);
  const digits = typeof schema.description === 'string' ? getDigits(schema.description, random) : undefined;
  if (digits !== undefined && accepts(schema, digits)) return digits;
  const known = typeof schema.format === 'string' ? FORMATS[schema.format] : undefined;
  if (known !== undefined) return random.pick(known);
  return fitted(getSampleWord(name, language, random), minimum, maximum);
}

/** Lengths count code points, as JSON Schema does. */
function fitted(text: string, minimum: number, maximum: number): string {
  let points = [...text];
  const pattern = points.length === 0 ? ['a'] : points;
  while (points.length < Math.min(minimum, 10_000)) points = [...points, ...pattern].slice(0, minimum);
  return points.slice(0, maximum).join('');
}

function getNumber(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
