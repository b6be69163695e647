import { html, type TemplateResult } from 'lit-html';
import { createRef, ref } from 'lit-html/directives/ref.js';
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
  readonly svg: SVGSVGElement;
  readonly t: Translate;
  readonly bridge: Bridge;
}

/** A chart with its title and the buttons that save it. */
export function chart(options: ChartOptions): TemplateResult {
  const { name, title, description, svg, t, bridge } = options;
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', description);
  const holder = createRef<HTMLElement>();
  const save = async (format: 'svg' | 'png') => {
    const base64 = format === 'svg' ? toBase64(serializeSvg(svg)) : await svgToPng(svg);
    bridge.post({ type: 'saveImage', name, format, base64 });
  };
  return html`<figure class="chart" ${ref(holder)}>
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
