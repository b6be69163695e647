import { html, nothing, type TemplateResult } from 'lit-html';
import { type AdapterConfig, type AdapterMethod, isMemoryField } from '../../src/finetuning/index.ts';
import { button, type Choice, checkbox, dropdown, slider, textField } from '../controls.ts';
import type { TextKey } from '../texts.ts';
import {
  printLayers,
  printPattern,
  printSelection,
  readLayers,
  readNames,
  readPattern,
  readSelection,
  withField,
} from './adapterText.ts';
import { type Context, getActive, notesFor, numberInput, otherNotes, section } from './section.ts';

const RANKS = [1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256];
const RANKED: readonly AdapterMethod[] = ['LORA', 'ADALORA', 'VERA', 'LOHA', 'LOKR'];
const SHOWN = [
  'r',
  'init_r',
  'lora_alpha',
  'target_modules',
  'exclude_modules',
  'layers_to_transform',
  'rank_pattern',
  'modules_to_save',
  'target_parameters',
  'lora_alpha',
  'bias',
  'use_dora',
];
const MOST_CONFIGURATIONS = 4;

/** The configurations as tabs, and the fields of the selected one. */
export function adapterSection(context: Context): TemplateResult {
  const { t } = context;
  const { configuration, view } = getActive(context);
  const findings = view?.findings.filter(({ field }) => !isMemoryField(field));
  const content = html`
    ${tabs(context)}
    <div class="fields">
      ${textField({
        label: t('name'),
        value: configuration.name,
        onChange: (name) => context.store.editActive({ name }),
      })}
      ${methodField(context, configuration.adapter)}
    </div>
    ${RANKED.includes(configuration.adapter.peft_type) ? rankField(context, configuration.adapter) : nothing}
    ${renderTextField(context, 'target_modules', 'targets', 'targetsTitle', printSelection, readSelection)}
    <details>
      <summary>${t('more')}</summary>
      ${moreFields(context, configuration.adapter)}
    </details>
    ${otherNotes(findings, SHOWN)}
  `;
  return section(t('configuration'), content, 'section-adapter');
}

function tabs({ state, store, t }: Context): TemplateResult {
  const { configurations, active } = state.panel;
  const source = configurations[active];
  const add = () => {
    if (source === undefined) return;
    const copy = { ...source, name: `${source.name.replace(/ \d$/, '')} ${configurations.length + 1}` };
    store.edit({ configurations: [...configurations, copy], active: configurations.length });
  };
  const remove = () => {
    store.edit({ configurations: configurations.filter((_, at) => at !== active), active: Math.max(0, active - 1) });
  };
  return html`<div class="tabs" role="group" aria-label=${t('configurations')}>
    ${configurations.map(({ name }, at) =>
      button({
        label: name,
        look: at === active ? 'primary' : 'secondary',
        pressed: at === active,
        onClick: () => store.edit({ active: at }),
      }),
    )}
    ${configurations.length < MOST_CONFIGURATIONS ? button({ label: `+ ${t('add')}`, look: 'icon', onClick: add }) : nothing}
    ${configurations.length > 1 ? button({ label: `× ${t('remove')}`, look: 'icon', onClick: remove }) : nothing}
  </div>`;
}

/** The methods as their papers write them. */
export function methodChoices(t: Context['t']): readonly Choice<AdapterMethod>[] {
  return [
    { value: 'LORA', label: 'LoRA' },
    { value: 'ADALORA', label: 'AdaLoRA' },
    { value: 'VERA', label: 'VeRA' },
    { value: 'IA3', label: 'IA³' },
    { value: 'LOHA', label: 'LoHa' },
    { value: 'LOKR', label: 'LoKr' },
    { value: 'FULL', label: t('full') },
  ];
}

function methodField({ store, t }: Context, adapter: AdapterConfig): TemplateResult {
  return dropdown({
    label: t('method'),
    value: adapter.peft_type,
    choices: methodChoices(t),
    onChange: (method) => store.editActive({ adapter: { ...adapter, peft_type: method } }),
  });
}

function rankField(context: Context, adapter: AdapterConfig): TemplateResult {
  const { store, t } = context;
  const key = adapter.peft_type === 'ADALORA' ? 'init_r' : 'r';
  const rank = adapter[key] ?? getActive(context).view?.count?.config[key] ?? 8;
  const change = (value: number) => store.editActive({ adapter: withField(adapter, key, value) });
  const slide = (value: number) => {
    store.set({ drafts: {} });
    change(value);
  };
  return html`<div class="rank">
    ${numberInput(context, {
      id: `rank ${context.state.panel.active}`,
      label: t('rank'),
      value: rank,
      notes: notesFor(getActive(context).view?.findings, 'r', 'init_r'),
      onChange: change,
    })}
    ${slider({ label: t('rank'), value: rank, steps: RANKS, onInput: slide })}
  </div>`;
}

/** A field of the configuration as a text field. */
function renderTextField<Key extends keyof AdapterConfig>(
  context: Context,
  key: Key,
  label: TextKey,
  title: TextKey | undefined,
  print: (value: AdapterConfig[Key]) => string,
  read: (text: string) => AdapterConfig[Key] | undefined,
): TemplateResult {
  const { store, t } = context;
  const { configuration, view } = getActive(context);
  return textField({
    label: t(label),
    value: print(configuration.adapter[key]),
    notes: notesFor(view?.findings, key),
    ...(title === undefined ? {} : { title: t(title) }),
    onChange: (text) => store.editActive({ adapter: withField(configuration.adapter, key, read(text)) }),
  });
}

function moreFields(context: Context, adapter: AdapterConfig): TemplateResult {
  const { store, t } = context;
  const notes = (field: string) => notesFor(getActive(context).view?.findings, field);
  const change = <Key extends keyof AdapterConfig>(key: Key, value: AdapterConfig[Key] | undefined) =>
    store.editActive({ adapter: withField(adapter, key, value) });
  const flag = (key: 'use_dora' | 'use_rslora' | 'ensure_weight_tying', label: TextKey) =>
    checkbox({ label: t(label), checked: adapter[key] ?? false, onChange: (on) => change(key, on || undefined) });
  const names = (value: readonly string[] | undefined) => (value ?? []).join(', ');
  const someNames = (text: string) => (readNames(text).length === 0 ? undefined : readNames(text));
  return html`<div class="fields">
      ${renderTextField(context, 'exclude_modules', 'exclude', 'targetsTitle', printSelection, readSelection)}
      ${renderTextField(context, 'layers_to_transform', 'layers', 'layersTitle', printLayers, readLayers)}
      ${renderTextField(context, 'rank_pattern', 'rankPattern', 'rankPatternTitle', printPattern, readPattern)}
      ${renderTextField(context, 'modules_to_save', 'save', undefined, names, someNames)}
      ${renderTextField(context, 'target_parameters', 'parameterTargets', 'parameterTargetsTitle', names, someNames)}
      ${numberInput(context, {
        id: `alpha ${context.state.panel.active}`,
        label: t('alpha'),
        value: adapter.lora_alpha ?? 8,
        notes: notes('lora_alpha'),
        onChange: (alpha) => change('lora_alpha', alpha),
      })}
      ${dropdown({
        label: t('bias'),
        value: adapter.bias ?? 'none',
        choices: ['none', 'all', 'lora_only'].map((value) => ({ value, label: value })),
        notes: notes('bias'),
        onChange: (bias) => change('bias', bias as 'none' | 'all' | 'lora_only'),
      })}
    </div>
    <div class="row">${flag('use_dora', 'dora')} ${flag('use_rslora', 'rslora')} ${flag('ensure_weight_tying', 'tying')}</div>
    ${notes('use_dora').map(({ severity, text }) => html`<div class="note ${severity}">${text}</div>`)}
    ${otherFields(context, adapter)}`;
}

/** Settings of an imported file that have no field here. They change the count, so they are shown. */
function otherFields({ t }: Context, adapter: AdapterConfig): TemplateResult | typeof nothing {
  const known = new Set([...SHOWN, 'peft_type', 'task_type', 'use_rslora', 'ensure_weight_tying']);
  const others = Object.entries(adapter).filter(([field, value]) => !known.has(field) && value !== undefined);
  if (others.length === 0) return nothing;
  return html`<p class="help">
    ${t('alsoSet')} ${others.map(([field, value]) => html`<code>${field} = ${JSON.stringify(value)}</code> `)}
  </p>`;
}
