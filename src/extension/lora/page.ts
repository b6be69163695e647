import { type ExtensionContext, Uri, type Webview } from 'vscode';

/** The page's HTML. Nothing is loaded from anywhere but the extension, and no script runs without the nonce. */
export function pageHtml(context: ExtensionContext, webview: Webview, title: string): string {
  const file = (name: string) =>
    webview.asWebviewUri(Uri.joinPath(context.extensionUri, 'dist', 'webview', name)).toString();
  const nonce = randomNonce();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // The controls put their styles into the page's shadow roots as constructed sheets, and fall back to elements.
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    // A chart is drawn onto a canvas through an image when it is saved as PNG.
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${file('main.css')}">
</head>
<body><main id="app"></main><script nonce="${nonce}" src="${file('main.js')}"></script></body>
</html>`;
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
