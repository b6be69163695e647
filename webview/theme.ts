/** Colours of the charts, from the editor's theme. */
export interface Palette {
  readonly foreground: string;
  readonly background: string;
  readonly muted: string;
  readonly grid: string;
  readonly accent: string;
  readonly second: string;
  /** A colour per part of the training memory, in order. */
  readonly parts: readonly string[];
  readonly font: string;
}

/** Reads the palette of the current theme. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  const foreground = color('--vscode-foreground', '#cccccc');
  const muted = color('--vscode-descriptionForeground', foreground);
  const accent = color('--vscode-charts-blue', '#3794ff');
  // The orange colours of themes are for highlighting: half transparent, and too pale for a line.
  const second = color('--vscode-charts-purple', '#b180d7');
  return {
    foreground,
    background: color('--vscode-editor-background', '#1e1e1e'),
    muted,
    grid: '#80808055',
    accent,
    second,
    parts: [
      accent,
      second,
      color('--vscode-charts-red', '#f14c4c'),
      color('--vscode-charts-green', '#89d185'),
      color('--vscode-charts-yellow', '#cca700'),
      color('--vscode-terminal-ansiCyan', '#11a8cd'),
      muted,
    ],
    font: color('--vscode-font-family', 'sans-serif'),
  };
}

/** Calls back when the user changes the theme. VS Code changes the class and attributes of the body. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(callback);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
