import type { TextRange } from '../../core/index.ts';

/** The ranges of the items of a JSON list, found without parsing them. Text after the list is left to the last item. */
export function* splitArray(text: string): Generator<TextRange> {
  let at = text.indexOf('[') + 1;
  let depth = 0;
  let start = -1;
  const token = /["{}[\],]/g;
  for (token.lastIndex = at; ; ) {
    const match = token.exec(text);
    if (match === null) break;
    at = match.index;
    switch (match[0]) {
      case '"':
        token.lastIndex = endOfString(text, at);
        break;
      case '{':
      case '[':
        if (depth === 0 && start === -1) start = at;
        depth += 1;
        break;
      case '}':
      case ']':
        depth -= 1;
        if (depth === 0 && start !== -1) {
          yield { start, end: at + 1 };
          start = -1;
        }
        if (depth < 0) return;
        break;
      default:
    }
  }
  if (start !== -1) yield { start, end: text.length };
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at + 1;
  }
  return text.length;
}
