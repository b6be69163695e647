import { html, render } from 'lit-html';
import { lastAnswer } from '../src/protocol/lastAnswer.ts';
import { createViewer } from '../src/protocol/loraView.ts';
import { createBridge } from './bridge.ts';
import { registerControls } from './controls.ts';
import { numberFormat } from './format.ts';
import { adapterSection } from './sections/adapter.ts';
import { cakeSection } from './sections/cake.ts';
import { areaSection, sweepSection } from './sections/charts.ts';
import { comparisonSection } from './sections/comparison.ts';
import { costSection } from './sections/cost.ts';
import { memorySection } from './sections/memory.ts';
import { modelSection } from './sections/model.ts';
import { outSection } from './sections/out.ts';
import type { Context } from './sections/section.ts';
import { summary } from './sections/summary.ts';
import { totalsSection } from './sections/totals.ts';
import { createStore, type PageState } from './store.ts';
import { type PageLanguage, translator } from './texts.ts';
import { onThemeChange, readPalette } from './theme.ts';

registerControls();
const root = document.getElementById('app') ?? document.body;
const bridge = createBridge();
const viewer = createViewer();
const speaker = lastAnswer((language: PageLanguage) => ({ t: translator(language), format: numberFormat(language) }));
const store = createStore(bridge, scheduleDraw);
let palette = readPalette();
let chartWidth = measureChartWidth();
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
  const view = state.model && viewer(state.panel, state.model.outcome, state.language);
  const context: Context = {
    state: { ...state, view },
    store,
    palette,
    ...speaker(state.language),
    chartWidth,
  };
  render(
    html`${summary(context)}
      <div class="columns">
        <div>${modelSection(context)} ${adapterSection(context)} ${cakeSection(context)}</div>
        <div>
          ${totalsSection(context)} ${comparisonSection(context)} ${areaSection(context)} ${sweepSection(context)}
        </div>
      </div>
      ${memorySection(context)} ${costSection(context)} ${outSection(context)}`,
    root,
  );
}

/** The width a chart has in the right column: the page's own when it is narrow. Measured on resizing only: it is slow. */
function measureChartWidth(): number {
  const page = document.documentElement.clientWidth;
  const column = page < 900 ? page - 24 : ((page - 72) * 7) / 12;
  return Math.round(Math.max(260, Math.min(column, 900)));
}

window.addEventListener('resize', () => {
  chartWidth = measureChartWidth();
  scheduleDraw();
});
onThemeChange(() => {
  palette = readPalette();
  scheduleDraw();
});
bridge.post({ type: 'ready', state: bridge.restore() });
