import { html, render } from 'lit-html';
import type { Language } from '../src/protocol/index.ts';
import { createViewer, memoizeLast } from '../src/protocol/index.ts';
import { createBridge } from './bridge.ts';
import { registerControls } from './controls.ts';
import { numberFormat } from './format.ts';
import { createFrameScheduler } from './frames.ts';
import { adapterSection } from './sections/adapter.ts';
import { areaSection, sweepSection } from './sections/charts.ts';
import { comparisonSection } from './sections/comparison.ts';
import { costSection } from './sections/cost.ts';
import { layerMapSection } from './sections/layerMap.ts';
import { memorySection } from './sections/memory.ts';
import { modelSection } from './sections/model.ts';
import { outSection } from './sections/out.ts';
import type { Context } from './sections/section.ts';
import { summary } from './sections/summary.ts';
import { totalsSection } from './sections/totals.ts';
import { createStore, type PageState } from './store.ts';
import { translator } from './texts.ts';
import { onThemeChange, readPalette } from './theme.ts';

registerControls();
const root = document.getElementById('app') ?? document.body;
const bridge = createBridge();
const viewer = createViewer();
const phrases = memoizeLast((language: Language) => ({ t: translator(language), format: numberFormat(language) }));
let palette = readPalette();
let chartWidth = measureChartWidth();
const scheduleDraw = createFrameScheduler(drawNewest);
const store = createStore(bridge, scheduleDraw);

function drawNewest(): void {
  const state = store.get();
  if (state !== undefined) draw(state);
}

function draw(state: PageState): void {
  const view = state.model && viewer(state.panel, state.model.outcome, state.language);
  const context: Context = {
    state: { ...state, view },
    store,
    palette,
    ...phrases(state.language),
    chartWidth,
  };
  render(
    html`${summary(context)}
      <div class="columns">
        <div>${modelSection(context)} ${adapterSection(context)} ${layerMapSection(context)}</div>
        <div>
          ${totalsSection(context)} ${comparisonSection(context)} ${areaSection(context)} ${sweepSection(context)}
        </div>
      </div>
      ${memorySection(context)} ${costSection(context)} ${outSection(context)}`,
    root,
  );
}

/** The width of a chart in the right column; the page's width if it is narrow. Measured only on resizing, because it is slow. */
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
