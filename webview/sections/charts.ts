import { html, nothing, type TemplateResult } from 'lit-html';
import { areaChart } from '../charts/area.ts';
import { chart } from '../charts/chart.ts';
import { sweepChart } from '../charts/sweep.ts';
import { type Context, getActive, section } from './section.ts';

/** The area chart of the largest adapted matrix. */
export function areaSection(context: Context): TemplateResult {
  const { t, palette, chartWidth, store, format } = context;
  const { view } = getActive(context);
  const matrices = (view?.count?.modules ?? []).filter(
    ({ rank, inFeatures, role }) => role === 'adapter' && rank > 0 && inFeatures > 0,
  );
  const module = matrices.toSorted((a, b) => b.originalEach - a.originalEach)[0];
  if (module === undefined) return section(t('area'), html`<p class="none">${t('areaNone')}</p>`, 'section-area');
  const drawn = chart({
    name: 'lora-area',
    title: module.path,
    description: `${module.path}: ${module.inFeatures} × ${module.outFeatures}; ${module.formula.substituted}`,
    draw: () => areaChart(module, palette, chartWidth, format),
    from: [module, palette, chartWidth, t],
    t,
    bridge: store.bridge,
  });
  return section(t('area'), drawn, 'section-area');
}

/** Trainable parameters over the ranks. */
export function sweepSection(context: Context): TemplateResult | typeof nothing {
  const { t, palette, chartWidth, store, format } = context;
  const { view } = getActive(context);
  const swept = view?.sweep ?? [];
  const { count } = view ?? {};
  if (swept.length === 0 || count === undefined) return nothing;
  const rank = count.config.init_r ?? count.config.r ?? 0;
  const own = { rank, trainable: count.trainable, percent: count.percent };
  // The configuration's own rank has a bar too if it is not in the sweep.
  const points = [...swept.filter((point) => point.rank !== rank), own].toSorted((a, b) => a.rank - b.rank);
  const drawn = chart({
    name: 'lora-rank-sweep',
    title: 'R = 4 … 256',
    description: points.map((point) => `R ${point.rank}: ${format.whole(point.trainable)}`).join('; '),
    draw: () => sweepChart(points, rank, palette, chartWidth, format),
    from: [rank, palette, chartWidth, t],
    t,
    bridge: store.bridge,
  });
  return section(t('sweep'), drawn, 'section-sweep');
}
