import type { ReadFailure } from '../host.ts';

/** A text, or why the bytes are none. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: ReadFailure };

/** What a host's text decoder can do; both Node's and the browser's `TextDecoder` fit. */
interface Decoder {
  decode(bytes: Uint8Array): string;
}

declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Decoder;

/**
 * Reads bytes as UTF-8, keeping a BOM. Bytes that are not UTF-8 but valid GB18030, the usual encoding of
 * older Chinese files, are recognized and reported to the user; they are never converted without a message.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const text = decodeAs('utf-8', bytes);
  if (text !== undefined) return text.includes('\0') ? { ok: false, reason: 'not-text' } : { ok: true, text };
  const chinese = decodeAs('gb18030', bytes);
  return { ok: false, reason: chinese !== undefined && !chinese.includes('\0') ? 'gb18030' : 'not-text' };
}

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
