/** Colours of the charts, taken from the editor's theme. */
export interface Palette {
  readonly foreground: string;
  readonly muted: string;
  readonly grid: string;
  readonly accent: string;
  readonly second: string;
  readonly good: string;
  readonly bad: string;
  readonly series: readonly string[];
  readonly font: string;
}

/** Reads the palette of the theme as it is now. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string, otherwise: string) => style.getPropertyValue(`--vscode-${name}`).trim() || otherwise;
  const accent = color('charts-blue', '#3794ff');
  // The orange of some light themes is too pale for a line.
  const second = color('charts-purple', '#b180d7');
  const foreground = color('foreground', '#cccccc');
  return {
    foreground,
    muted: color('descriptionForeground', foreground),
    grid: '#80808055',
    accent,
    second,
    good: color('charts-green', '#89d185'),
    bad: color('charts-red', '#f14c4c'),
    series: [
      accent,
      second,
      color('charts-green', '#89d185'),
      color('charts-orange', '#d18616'),
      color('charts-yellow', '#cca700'),
    ],
    font: color('font-family', 'sans-serif'),
  };
}

/** Calls back when the user changes the theme. VS Code tells it by the class and attributes of the body. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(callback);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}
