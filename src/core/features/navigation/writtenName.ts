import type { NamedOccurrence } from './namedOccurrence.ts';

/** A new name as it has to be written where the old one is: quoted where YAML would read it as something else. */
export function writtenName({ uri, text, range }: NamedOccurrence, name: string): string {
  if (!/\.ya?ml$/i.test(uri)) return name;
  const isQuoted = /["']/.test(text.charAt(range.start - 1));
  return isQuoted || isPlain(name) ? name : JSON.stringify(name);
}

/** True if YAML reads a text without quotes as that very text. */
function isPlain(name: string): boolean {
  if (/^(?:true|false|yes|no|on|off|null|y|n|~|[-+.\d].*)$/i.test(name)) return false;
  return /^[\p{L}_][^:#[\]{},&*!|>%@`]*$/u.test(name) && name.trim() === name;
}
