import { html, nothing, type TemplateResult } from 'lit-html';
import type { AdapterConfig, CakeMatrix, CakeSlice } from '../../src/finetuning/index.ts';
import { button, checkbox } from '../controls.ts';
import { printLayers, withField } from './adapterText.ts';
import { type Tier, type TierMatrix, tiersOf } from './cakeTiers.ts';
import { activeOf, type Context, section } from './section.ts';

/** The model from its head down to its embedding; ticking a matrix puts an adapter on it. */
export function cakeSection(context: Context): TemplateResult | typeof nothing {
  const { t, store, state } = context;
  const cake = activeOf(context).view?.cake ?? [];
  if (cake.length === 0) return nothing;
  const layers = cake.filter((slice) => slice.role === 'layer').length;
  const largest = Math.max(1, ...cake.flatMap((slice) => slice.matrices.map((matrix) => matrix.parameters)));
  const content = html`
    <p class="help">${t('cakeHelp')}</p>
    ${
      layers > 1
        ? button({
            label: state.unfolded ? t('fold') : t('unfold', { count: layers }),
            expanded: state.unfolded,
            onClick: () => store.set({ unfolded: !state.unfolded }),
          })
        : nothing
    }
    <ol class="cake">
      ${tiersOf(cake)
        .toReversed()
        .map((tier) => tierView(context, tier, largest))}
    </ol>
  `;
  return section(t('cake'), content, 'section-cake');
}

function tierView(context: Context, tier: Tier, largest: number): TemplateResult {
  const { state } = context;
  const { slice, members, matrices } = tier;
  const adaptable = matrices.filter(({ matrix }) => matrix.adaptable);
  const others = matrices.filter(({ matrix }) => !matrix.adaptable).map(({ matrix }) => labelOf(context, matrix));
  const sauced = members.some((member) => member.trainable > 0);
  // The one matrix of an embedding or a head says all that a heading could.
  const alone = slice.role !== 'layer' && adaptable.length === 1 && others.length === 0;
  return html`<li class="slice ${slice.role} ${sauced ? 'sauced' : ''}" data-slice=${slice.path}>
    ${alone ? nothing : heading(context, tier)}
    ${slice.role === 'layer' && state.unfolded ? layerBoxes(context, members) : nothing}
    ${adaptable.map((one) => matrixView(context, one, members.length, largest))}
    ${others.length === 0 || (matrices.length === 1 && !alone) ? nothing : html`<p class="others">${others.join(', ')}</p>`}
  </li>`;
}

function heading(context: Context, { slice, members }: Tier): TemplateResult {
  const { t, format } = context;
  const sum = (read: (member: CakeSlice) => number) => members.reduce((total, member) => total + read(member), 0);
  const trained = sum((member) => member.trainable);
  return html`<div class="slice-head">
    <span>${tierTitle(context, slice, members)}</span>
    <span class="slice-size" title=${t('trainable')}>
      ${trained > 0 ? html`<strong>${format.short(trained)}</strong> / ` : nothing}${format.short(
        sum((member) => member.parameters),
      )}
    </span>
  </div>`;
}

function tierTitle({ t }: Context, slice: CakeSlice, members: readonly CakeSlice[]): string {
  if (slice.role !== 'layer') return slice.path;
  const indices = members.flatMap((member) => (member.index === undefined ? [] : [member.index]));
  if (indices.length < 2) return t('layer', { index: indices[0] ?? 0 });
  return t('typicalLayer', { range: printLayers(indices) });
}

function labelOf({ format }: Context, { target, instances }: CakeMatrix): string {
  return instances > 1 ? `${target} × ${format.whole(instances)}` : target;
}

/** One matrix as a bar whose length grows with the root of its size, so that small ones stay visible. */
function matrixView(
  context: Context,
  { matrix, sauced, trainable }: TierMatrix,
  layers: number,
  largest: number,
): TemplateResult {
  const { format, store, t } = context;
  const { configuration } = activeOf(context);
  const width = Math.max(2, 100 * Math.sqrt(matrix.parameters / largest));
  const partly = sauced > 0 && sauced < layers;
  const toggle = (on: boolean) =>
    store.editActive({ adapter: withTarget(context, configuration.adapter, matrix.target, on) });
  return html`<div class="matrix ${sauced > 0 ? 'trained' : ''}" title=${matrix.path}>
    ${checkbox({ label: labelOf(context, matrix), checked: sauced > 0, indeterminate: partly, onChange: toggle })}
    <span class="shape">${matrix.inFeatures > 0 ? `${matrix.inFeatures} × ${matrix.outFeatures}` : ''}</span>
    <span class="bar" aria-hidden="true"><span class="bar-fill" .style=${`--width: ${width}%`}></span></span>
    <span class="trained-count">
      ${trainable === 0 ? '' : format.short(trainable)}
      ${partly ? html`<small>${t('someLayers', { some: sauced, all: layers })}</small>` : nothing}
    </span>
  </div>`;
}

/**
 * The targets with one more or one less. A regular expression or `all-linear` becomes the list of what it hits now, so
 * that one tick changes one thing.
 */
function withTarget(context: Context, adapter: AdapterConfig, target: string, on: boolean): AdapterConfig {
  const cake = activeOf(context).view?.cake ?? [];
  const hit = cake.flatMap((slice) =>
    slice.matrices.filter((matrix) => matrix.trainable > 0).map((matrix) => matrix.target),
  );
  const current = Array.isArray(adapter.target_modules)
    ? (adapter.target_modules as readonly string[])
    : [...new Set(hit)];
  const next = on ? [...new Set([...current, target])] : current.filter((name) => name !== target);
  return withField(adapter, 'target_modules', next);
}

/** A box for each layer of a tier: whether its matrices carry the adapter. */
function layerBoxes(context: Context, members: readonly CakeSlice[]): TemplateResult {
  const { store, t } = context;
  const { configuration, view } = activeOf(context);
  const toggle = (slice: CakeSlice, on: boolean) => {
    const all = (view?.cake ?? []).flatMap((one) =>
      one.role === 'layer' && one.index !== undefined ? [one.index] : [],
    );
    const chosen = configuration.adapter.layers_to_transform;
    const current = chosen === undefined ? all : typeof chosen === 'number' ? [chosen] : chosen;
    const next = new Set(on ? [...current, slice.index ?? 0] : current.filter((index) => index !== slice.index));
    const layers = next.size === new Set(all).size ? undefined : [...next].sort((a, b) => a - b);
    store.editActive({ adapter: withField(configuration.adapter, 'layers_to_transform', layers) });
  };
  return html`<div class="layer-boxes">
    ${members.map((slice) =>
      checkbox({
        label: t('layer', { index: slice.index ?? 0 }),
        checked: slice.trainable > 0,
        onChange: (on) => toggle(slice, on),
      }),
    )}
  </div>`;
}
