import { type PlotOptions, plot } from '@observablehq/plot';
import type { Palette } from '../theme.ts';

/** The size of the letters of a picture, in pixels. */
export const FONT_SIZE = 12;

/** Draws with the panel's common settings: the theme's colours, no style element (the content policy forbids it). */
export function draw(options: PlotOptions, palette: Palette, width: number): SVGSVGElement {
  const drawn = plot({
    ...options,
    width,
    style: {
      background: 'transparent',
      color: palette.foreground,
      fontFamily: palette.font,
      fontSize: `${FONT_SIZE}px`,
    },
  });
  const svg = drawn instanceof SVGSVGElement ? drawn : drawn.querySelector('svg');
  if (svg === null) throw new TypeError('The chart library drew no SVG.');
  for (const style of svg.querySelectorAll('style')) style.remove();
  // The whole picture has a name; names of its parts would be read aloud too, and groups may not have any.
  for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  svg.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`);
  return svg;
}
