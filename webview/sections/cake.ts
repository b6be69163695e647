import { html, nothing, type TemplateResult } from 'lit-html';
import type { AdapterConfig, CakeMatrix, CakeSlice } from '../../src/finetuning/index.ts';
import { button, checkbox } from '../controls.ts';
import { printLayers, withField } from './adapterText.ts';
import { activeOf, type Context, section } from './section.ts';

/** A run of neighbouring layers that look alike, shown as one until the user unfolds them. */
interface Tier {
  readonly slice: CakeSlice;
  readonly members: readonly CakeSlice[];
}

/** The model from its head down to its embedding; ticking a matrix puts an adapter on it. */
export function cakeSection(context: Context): TemplateResult {
  const { t, store, state } = context;
  const cake = activeOf(context).view?.cake ?? [];
  const layers = cake.filter((slice) => slice.role === 'layer').length;
  const tiers = state.unfolded ? cake.map((slice) => ({ slice, members: [slice] })) : tiersOf(cake);
  const largest = Math.max(1, ...cake.flatMap((slice) => slice.matrices.map((matrix) => matrix.parameters)));
  const content = html`
    <p class="help">${t('cakeHelp')}</p>
    ${
      layers > 1
        ? button({
            label: state.unfolded ? t('fold') : t('unfold', { count: layers }),
            onClick: () => store.set({ unfolded: !state.unfolded }),
          })
        : nothing
    }
    <ol class="cake">
      ${[...tiers].reverse().map((tier) => tierView(context, tier, largest))}
    </ol>
  `;
  return section(t('cake'), content, 'section-cake');
}

/** Neighbouring layers with the same matrices and the same sauce are one tier. */
function tiersOf(cake: readonly CakeSlice[]): readonly Tier[] {
  const tiers: { slice: CakeSlice; members: CakeSlice[] }[] = [];
  for (const slice of cake) {
    const last = tiers.at(-1);
    if (last !== undefined && slice.role === 'layer' && alike(last.slice, slice)) last.members.push(slice);
    else tiers.push({ slice, members: [slice] });
  }
  return tiers;
}

function alike(a: CakeSlice, b: CakeSlice): boolean {
  const sameMatrix = (matrix: CakeMatrix, at: number) => {
    const other = b.matrices[at];
    return (
      other?.path === matrix.path && other.parameters === matrix.parameters && other.trainable === matrix.trainable
    );
  };
  return a.role === b.role && a.matrices.length === b.matrices.length && a.matrices.every(sameMatrix);
}

function tierView(context: Context, { slice, members }: Tier, largest: number): TemplateResult {
  const { t, format, state } = context;
  const sauced = members.some((member) => member.trainable > 0);
  const title = tierTitle(context, slice, members);
  const trained = members.reduce((sum, member) => sum + member.trainable, 0);
  const small = slice.role === 'norm' || (slice.role === 'layer' && state.unfolded && !sauced);
  return html`<li class="slice ${slice.role} ${sauced ? 'sauced' : ''} ${small ? 'small' : ''}" data-slice=${slice.path}>
    <div class="slice-head">
      ${slice.role === 'layer' && state.unfolded ? layerBox(context, slice, title) : html`<span>${title}</span>`}
      <span class="slice-size" title=${t('trainable')}>
        ${trained > 0 ? html`<strong>${format.short(trained)}</strong> / ` : nothing}${format.short(
          members.reduce((sum, member) => sum + member.parameters, 0),
        )}
      </span>
    </div>
    ${small ? nothing : slice.matrices.map((matrix) => matrixView(context, matrix, largest))}
  </li>`;
}

function tierTitle({ t }: Context, slice: CakeSlice, members: readonly CakeSlice[]): string {
  const indices = members.flatMap((member) => (member.index === undefined ? [] : [member.index]));
  if (slice.role !== 'layer') return slice.path;
  if (indices.length < 2) return t('layer', { index: indices[0] ?? 0 });
  return t('typicalLayer', { range: printLayers(indices) });
}

/** One matrix as a bar whose length grows with the root of its size, so that small ones stay visible. */
function matrixView(context: Context, matrix: CakeMatrix, largest: number): TemplateResult {
  const { format, store } = context;
  const { configuration } = activeOf(context);
  const width = Math.max(2, 100 * Math.sqrt(matrix.parameters / largest));
  const label = `${matrix.target}${matrix.instances > 1 ? ` × ${format.whole(matrix.instances)}` : ''}`;
  const shape = matrix.inFeatures > 0 ? `${matrix.inFeatures} × ${matrix.outFeatures}` : '';
  const toggle = (on: boolean) =>
    store.editActive({ adapter: withTarget(context, configuration.adapter, matrix.target, on) });
  return html`<div class="matrix ${matrix.trainable > 0 ? 'trained' : ''}" title=${matrix.path}>
    ${
      matrix.adaptable
        ? checkbox({ label, checked: matrix.trainable > 0, onChange: toggle })
        : html`<span class="plain">${label}</span>`
    }
    <span class="shape">${shape}</span>
    <span class="bar" aria-hidden="true"><span class="bar-fill" .style=${`--width: ${width}%`}></span></span>
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

function layerBox(context: Context, slice: CakeSlice, title: string): TemplateResult {
  const { store } = context;
  const { configuration, view } = activeOf(context);
  const toggle = (on: boolean) => {
    const all = (view?.cake ?? []).flatMap((one) =>
      one.role === 'layer' && one.index !== undefined ? [one.index] : [],
    );
    const chosen = configuration.adapter.layers_to_transform;
    const current = chosen === undefined ? all : typeof chosen === 'number' ? [chosen] : chosen;
    const next = on ? [...current, slice.index ?? 0] : current.filter((index) => index !== slice.index);
    const layers = new Set(next).size === all.length ? undefined : [...new Set(next)].sort((a, b) => a - b);
    store.editActive({ adapter: withField(configuration.adapter, 'layers_to_transform', layers) });
  };
  return checkbox({ label: title, checked: slice.trainable > 0, onChange: toggle });
}
