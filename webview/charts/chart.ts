import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { Bridge } from '../bridge.ts';
import { button } from '../controls.ts';
import type { Translate } from '../texts.ts';
import { serializeSvg, svgToPng } from './image.ts';

export interface ChartOptions {
  /** File name for saving, without ending. */
  readonly name: string;
  readonly title: string;
  /** What the picture says, for those who do not see it. */
  readonly description: string;
  draw(): SVGSVGElement;
  /** What the picture is made of: while all of it stays the same, the picture is not drawn again. */
  readonly from: readonly unknown[];
  readonly t: Translate;
  readonly bridge: Bridge;
}

/** A chart with its title and the buttons that save it. */
export function chart(options: ChartOptions): TemplateResult {
  return html`${guard([options.title, options.description, ...options.from], () => figure(options))}`;
}

function figure({ name, title, description, draw, t, bridge }: ChartOptions): TemplateResult {
  const svg = draw();
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', description);
  const save = async (format: 'svg' | 'png') => {
    const base64 = format === 'svg' ? toBase64(serializeSvg(svg)) : await svgToPng(svg);
    bridge.post({ type: 'saveImage', name, format, base64 });
  };
  return html`<figure class="chart">
    <figcaption>
      <span>${title}</span>
      <span class="chart-actions">
        ${button({ label: 'SVG', look: 'icon', title: t('saveSvg'), onClick: () => void save('svg') })}
        ${button({ label: 'PNG', look: 'icon', title: t('savePng'), onClick: () => void save('png') })}
      </span>
    </figcaption>
    ${svg}
  </figure>`;
}

function toBase64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
