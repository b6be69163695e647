import { html, type TemplateResult } from 'lit-html';
import { button } from '../controls.ts';
import { serializeSvg, svgToPng } from './image.ts';
import { picture } from './picture.ts';

export interface ChartOptions {
  /** File name for saving, without extension. */
  readonly name: string;
  readonly title: string;
  /** Text alternative of the picture. */
  readonly description: string;
  draw(): SVGSVGElement;
  /** The picture's inputs: while all of them are the same, it is not drawn again. */
  readonly from: readonly unknown[];
  /** The texts of the buttons that save the picture. */
  readonly t: (key: 'saveSvg' | 'savePng') => string;
  readonly bridge: { post(message: SavedImage): void };
}

/** A picture that the extension writes to a file. */
interface SavedImage {
  readonly type: 'saveImage';
  readonly name: string;
  readonly format: 'svg' | 'png';
  readonly base64: string;
}

/** A chart with its title and the buttons that save it. */
export function chart({ name, title, description, draw, from, t, bridge }: ChartOptions): TemplateResult {
  const described = () => {
    const svg = draw();
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', description);
    return svg;
  };
  const save = async (event: Event, format: 'svg' | 'png') => {
    const svg = (event.currentTarget as Element).closest('figure')?.querySelector<SVGSVGElement>('figure > svg');
    if (!svg) return;
    const base64 = format === 'svg' ? toBase64(serializeSvg(svg)) : await svgToPng(svg);
    bridge.post({ type: 'saveImage', name, format, base64 });
  };
  const saving = (label: string, tip: string, format: 'svg' | 'png') =>
    button({
      label,
      look: 'icon',
      title: tip,
      name: `${tip}: ${title}`,
      onClick: (event) => void save(event, format),
    });
  return html`<figure class="chart">
    <figcaption>
      <span>${title}</span>
      <span class="chart-actions"> ${saving('SVG', t('saveSvg'), 'svg')} ${saving('PNG', t('savePng'), 'png')} </span>
    </figcaption>
    ${picture([description, ...from], described)}
  </figure>`;
}

function toBase64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
