import { html, render } from 'lit-html';
import { createBridge } from './bridge.ts';
import { registerControls } from './controls.ts';
import { numberFormat } from './format.ts';
import { adapterSection } from './sections/adapter.ts';
import { cakeSection } from './sections/cake.ts';
import { areaSection, sweepSection } from './sections/charts.ts';
import { costSection } from './sections/cost.ts';
import { memorySection } from './sections/memory.ts';
import { modelSection } from './sections/model.ts';
import { outSection } from './sections/out.ts';
import type { Context } from './sections/section.ts';
import { comparisonSection, totalsSection } from './sections/totals.ts';
import { createStore, type PageState } from './store.ts';
import { translator } from './texts.ts';
import { onThemeChange, readPalette } from './theme.ts';

registerControls();
const root = document.getElementById('app') ?? document.body;
const bridge = createBridge();
const store = createStore(bridge, scheduleDraw);
let palette = readPalette();
let scheduled = false;

/** Several changes within one frame are drawn once. */
function scheduleDraw(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    const state = store.get();
    if (state !== undefined) draw(state);
  });
}

function draw(state: PageState): void {
  const context: Context = {
    state,
    store,
    palette,
    t: translator(state.language),
    format: numberFormat(state.language),
    chartWidth: chartWidth(),
  };
  render(
    html`<h1>${context.t('title')}</h1>
      <div class="columns">
        <div class="column inputs">${modelSection(context)} ${adapterSection(context)} ${cakeSection(context)}</div>
        <div class="column results">
          ${totalsSection(context)} ${comparisonSection(context)} ${areaSection(context)} ${sweepSection(context)}
          ${memorySection(context)} ${costSection(context)} ${outSection(context)}
        </div>
      </div>`,
    root,
  );
}

/** The width a chart has in the right column: the page's own when it is narrow. */
function chartWidth(): number {
  const page = document.documentElement.clientWidth;
  const column = page < 900 ? page - 48 : (page - 72) * 0.58;
  return Math.round(Math.max(260, Math.min(column, 900)));
}

window.addEventListener('resize', scheduleDraw);
onThemeChange(() => {
  palette = readPalette();
  scheduleDraw();
});
bridge.post({ type: 'ready', state: bridge.restore() });
