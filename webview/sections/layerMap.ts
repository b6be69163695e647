import { html, nothing, type TemplateResult } from 'lit-html';
import type { AdapterConfig, LayerMapMatrix, LayerMapSection } from '../../src/finetuning/index.ts';
import { button, checkbox } from '../controls.ts';
import { printLayers, withField } from './adapterText.ts';
import { type GroupMatrix, getStack, groupLayers, type LayerGroup } from './layerGroups.ts';
import { type Context, getActive, section } from './section.ts';

/** The model from its head down to its embedding; checking a matrix adds an adapter. */
export function layerMapSection(context: Context): TemplateResult | typeof nothing {
  const { t, store, state } = context;
  const layerMap = getActive(context).view?.layerMap ?? [];
  if (layerMap.length === 0) return nothing;
  const layers = layerMap.filter((layerSection) => layerSection.role === 'layer');
  const hasStacks = new Set(layers.map(getStack)).size > 1;
  const largest = Math.max(
    1,
    ...layerMap.flatMap((layerSection) => layerSection.matrices.map((matrix) => matrix.parameters)),
  );
  const content = html`
    <p class="help">${t('layerMapHelp')}</p>
    ${
      layers.length > 1
        ? button({
            label: state.unfolded ? t('fold') : t('unfold', { count: layers.length }),
            expanded: state.unfolded,
            onClick: () => store.set({ unfolded: !state.unfolded }),
          })
        : nothing
    }
    <ol class="layer-map">
      ${groupLayers(layerMap)
        .toReversed()
        .map((group) => renderGroup(context, group, largest, hasStacks))}
    </ol>
  `;
  return section(t('layerMap'), content, 'section-layer-map');
}

function renderGroup(context: Context, group: LayerGroup, largest: number, hasStacks: boolean): TemplateResult {
  const { state } = context;
  const { section: layerSection, members, matrices } = group;
  const adaptable = matrices.filter(({ matrix }) => matrix.adaptable);
  const others = matrices.filter(({ matrix }) => !matrix.adaptable).map(({ matrix }) => getLabel(context, matrix));
  const isAdapted = members.some((member) => member.trainable > 0);
  // The only matrix of an embedding or a head needs no heading.
  const alone = layerSection.role !== 'layer' && adaptable.length === 1 && others.length === 0;
  return html`<li class="slice ${layerSection.role} ${isAdapted ? 'adapted' : ''}" data-slice=${layerSection.path}>
    ${alone ? nothing : heading(context, group, hasStacks)}
    ${layerSection.role === 'layer' && state.unfolded ? renderLayerBoxes(context, members) : nothing}
    ${adaptable.map((one) => renderMatrix(context, one, members.length, largest))}
    ${others.length === 0 || (matrices.length === 1 && !alone) ? nothing : html`<p class="others">${others.join(', ')}</p>`}
  </li>`;
}

function heading(context: Context, { section: layerSection, members }: LayerGroup, hasStacks: boolean): TemplateResult {
  const { t, format } = context;
  const sum = (read: (member: LayerMapSection) => number) => members.reduce((total, member) => total + read(member), 0);
  const trained = sum((member) => member.trainable);
  return html`<div class="slice-head">
    <span>
      ${hasStacks && layerSection.role === 'layer' ? html`<small>${getStack(layerSection)}</small>` : nothing}
      ${getGroupTitle(context, layerSection, members)}
    </span>
    <span class="slice-size" title=${t('trainable')}>
      ${trained > 0 ? html`<strong>${format.short(trained)}</strong> / ` : nothing}${format.short(
        sum((member) => member.parameters),
      )}
    </span>
  </div>`;
}

function getGroupTitle({ t }: Context, layerSection: LayerMapSection, members: readonly LayerMapSection[]): string {
  if (layerSection.role !== 'layer') return layerSection.path;
  const indices = members.flatMap((member) => (member.index === undefined ? [] : [member.index]));
  if (indices.length < 2) return t('layer', { index: indices[0] ?? 0 });
  return t('typicalLayer', { range: printLayers(indices) });
}

function getLabel({ format }: Context, { target, instances }: LayerMapMatrix): string {
  return instances > 1 ? `${target} × ${format.whole(instances)}` : target;
}

/** A matrix as a bar; its length is proportional to the square root of its size, so that small ones stay visible. */
function renderMatrix(
  context: Context,
  { matrix, adaptedLayers, trainable }: GroupMatrix,
  layers: number,
  largest: number,
): TemplateResult {
  const { format, store, t } = context;
  const { configuration } = getActive(context);
  const width = Math.max(2, 100 * Math.sqrt(matrix.parameters / largest));
  const partly = adaptedLayers > 0 && adaptedLayers < layers;
  const toggle = (on: boolean) =>
    store.editActive({ adapter: withTarget(context, configuration.adapter, matrix.target, on) });
  return html`<div class="matrix ${adaptedLayers > 0 ? 'trained' : ''}" title=${matrix.path}>
    ${checkbox({ label: getLabel(context, matrix), checked: adaptedLayers > 0, indeterminate: partly, onChange: toggle })}
    <span class="shape">${matrix.inFeatures > 0 ? `${matrix.inFeatures} × ${matrix.outFeatures}` : ''}</span>
    <span class="bar" aria-hidden="true"><span class="bar-fill" .style=${`--width: ${width}%`}></span></span>
    <span class="trained-count">
      ${trainable === 0 ? '' : format.short(trainable)}
      ${partly ? html`<small>${t('someLayers', { some: adaptedLayers, all: layers })}</small>` : nothing}
    </span>
  </div>`;
}

/**
 * Adds or removes a target. A regular expression or `all-linear` becomes the list of its current matches, so that one
 * checkbox changes one target.
 */
function withTarget(context: Context, adapter: AdapterConfig, target: string, on: boolean): AdapterConfig {
  const layerMap = getActive(context).view?.layerMap ?? [];
  const hit = layerMap.flatMap((layerSection) =>
    layerSection.matrices.filter((matrix) => matrix.trainable > 0).map((matrix) => matrix.target),
  );
  const current = Array.isArray(adapter.target_modules)
    ? (adapter.target_modules as readonly string[])
    : [...new Set(hit)];
  const next = on ? [...new Set([...current, target])] : current.filter((name) => name !== target);
  return withField(adapter, 'target_modules', next);
}

/** A checkbox per layer of a group: whether its matrices have the adapter. */
function renderLayerBoxes(context: Context, members: readonly LayerMapSection[]): TemplateResult {
  const { store, t } = context;
  const { configuration, view } = getActive(context);
  const toggle = (layerSection: LayerMapSection, on: boolean) => {
    const all = (view?.layerMap ?? []).flatMap((one) =>
      one.role === 'layer' && one.index !== undefined ? [one.index] : [],
    );
    const chosen = configuration.adapter.layers_to_transform;
    const current = chosen === undefined ? all : typeof chosen === 'number' ? [chosen] : chosen;
    const next = new Set(
      on ? [...current, layerSection.index ?? 0] : current.filter((index) => index !== layerSection.index),
    );
    const layers = next.size === new Set(all).size ? undefined : [...next].sort((a, b) => a - b);
    store.editActive({ adapter: withField(configuration.adapter, 'layers_to_transform', layers) });
  };
  return html`<div class="layer-boxes">
    ${members.map((layerSection) =>
      checkbox({
        label: t('layer', { index: layerSection.index ?? 0 }),
        checked: layerSection.trainable > 0,
        onChange: (on) => toggle(layerSection, on),
      }),
    )}
  </div>`;
}
