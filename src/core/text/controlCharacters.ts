/**
 * Control characters (C0, DEL, C1), line and paragraph separators and the marks that change the direction of text:
 * they can move the cursor of a terminal, forge a line of a log, or show a text in another order.
 */
const CONTROLS = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A piece of text from outside, such as a path or a source line, in one line without control characters. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (control) => SHORT[control] ?? toEscape(control));
}

/** JSON holds C0 controls as escapes already; the others are escaped in the same way. */
export function escapeJsonControls(json: string): string {
  return json.replace(CONTROLS, (control) => (control === '\n' ? control : toEscape(control)));
}

function toEscape(control: string): string {
  return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
