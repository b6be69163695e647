import { Uri, type Webview } from 'vscode';
import type { Session } from './session.ts';

/** The files of a page in `dist/webview`. */
export interface PageFiles {
  readonly script: string;
  readonly styles: readonly string[];
}

/**
 * The page's HTML. Resources are loaded only from the extension, and scripts require the nonce, which a module passes on
 * to those that it imports.
 */
export function pageHtml(session: Session, webview: Webview, title: string, files: PageFiles): string {
  const file = (name: string) =>
    webview.asWebviewUri(Uri.joinPath(session.context.extensionUri, 'dist', 'webview', name)).toString();
  const nonce = randomNonce();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // The controls add styles to shadow roots as constructed sheets, with style elements as a fallback.
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    // Saving as PNG draws the chart onto a canvas through an image.
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${session.language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
${files.styles.map((style) => `<link rel="stylesheet" href="${file(style)}">`).join('\n')}
</head>
<body><main id="app"></main><script type="module" nonce="${nonce}" src="${file(files.script)}"></script></body>
</html>`;
}

/** Permits the scripts of one page. */
export function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A text as it is written between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
