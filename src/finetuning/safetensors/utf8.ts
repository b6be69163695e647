/** Every host has it, from Node to a webview, but the language's own library of types does not know it. */
declare const TextDecoder: new (
  encoding: 'utf-8',
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/** The JSON value that the bytes spell in UTF-8; undefined if they are no UTF-8 or no JSON. */
export function parseUtf8Json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
