import { html, nothing, type TemplateResult } from 'lit-html';
import { activeParameters, type CostInputs } from '../../src/finetuning/index.ts';
import { button, checkbox, dropdown } from '../controls.ts';
import type { TextKey } from '../texts.ts';
import { currencyFields, withPriceKind, withTrainingKind } from './currency.ts';
import { type Context, notesFor, numberInput, withLabel } from './section.ts';

/** A number of the inputs: its field and its unit. `{c}` is the currency, `{p}` the price of a million tokens. */
interface NumberInput {
  readonly field: TextKey;
  readonly unit: string;
}

const TRAFFIC: readonly NumberInput[] = [
  { field: 'traffic.requestsPerMonth', unit: '' },
  { field: 'traffic.inputTokensPerRequest', unit: '' },
  { field: 'traffic.shotTokensPerRequest', unit: '' },
  { field: 'traffic.outputTokensPerRequest', unit: '' },
  { field: 'traffic.growthPercentPerMonth', unit: '%' },
];
const PUBLIC: readonly NumberInput[] = [
  { field: 'publicApi.inputPricePerMillion', unit: '{p}' },
  { field: 'publicApi.outputPricePerMillion', unit: '{p}' },
];
const HOURS: readonly NumberInput[] = [
  { field: 'training.activeParameters', unit: '' },
  { field: 'training.trainingTokens', unit: '' },
  { field: 'training.epochs', unit: '' },
  { field: 'training.runs', unit: '' },
  { field: 'training.gpuTflops', unit: 'TFLOPS' },
  { field: 'training.utilisationPercent', unit: '%' },
  { field: 'training.pricePerGpuHour', unit: '{c}' },
];
const OWN: readonly NumberInput[] = [
  { field: 'serving.price.purchasePricePerGpu', unit: '{c}' },
  { field: 'serving.price.lifetimeMonths', unit: '{m}' },
  { field: 'serving.price.watts', unit: 'W' },
  { field: 'serving.price.pue', unit: '' },
  { field: 'serving.price.pricePerKwh', unit: '{c}' },
];
const SERVING: readonly NumberInput[] = [
  { field: 'serving.gpusPerReplica', unit: '' },
  { field: 'serving.tokensPerSecondPerReplica', unit: '' },
  { field: 'serving.loadPercent', unit: '%' },
  { field: 'serving.hoursPerMonth', unit: '' },
  { field: 'serving.minimumReplicas', unit: '' },
  { field: 'serving.fixedPerMonth', unit: '{c}' },
];

/** All inputs of the comparison as fields, and their names. */
export function costFields(context: Context): { readonly content: TemplateResult; readonly shown: readonly string[] } {
  const { state, store, t } = context;
  const { cost } = state.panel;
  const price = cost.serving.price;
  const servingPrice = price.kind === 'own' ? OWN : [{ field: 'serving.price.pricePerGpuHour', unit: '{c}' } as const];
  const training = cost.training.kind === 'sum' ? [{ field: 'training.amount', unit: '{c}' } as const] : HOURS;
  const others: readonly NumberInput[] = [
    { field: 'dataWork', unit: '{c}' },
    { field: 'horizonMonths', unit: '{m}' },
  ];
  const numbers = (inputs: readonly NumberInput[]) => inputs.map((input) => costInput(context, input));
  const content = html`
    <div class="row">
      ${button({ label: t('measureShots'), onClick: () => store.bridge.post({ type: 'measureShots' }) })}
      ${state.shots === undefined ? nothing : html`<span class="help">${t('measured', state.shots)}</span>`}
    </div>
    <h3>${t('publicLine')}</h3>
    <div class="fields">
      ${currencyFields(context)}
      ${numbers([...PUBLIC, ...TRAFFIC])}
    </div>
    <h3>${t('startUp')}</h3>
    <div class="fields">${trainingKind(context)} ${numbers(training)} ${numbers(others)}</div>
    ${cost.training.kind === 'sum' ? nothing : html`${modelParameters(context)} ${frozenBase(context)}`}
    <h3>${t('privateLine')}</h3>
    <div class="fields">${priceKind(context)} ${numbers(servingPrice)} ${numbers(SERVING)}</div>
  `;
  const all = [...TRAFFIC, ...PUBLIC, ...training, ...servingPrice, ...SERVING, ...others];
  return { content, shown: ['currency', ...all.map(({ field }) => field)] };
}

function costInput(context: Context, { field, unit }: NumberInput): TemplateResult {
  const { state, store, t } = context;
  const { cost } = state.panel;
  const shown = state.view?.cost.inputs ?? cost;
  const shownUnit = unit
    .replace('{c}', cost.currency)
    .replace('{p}', t('million', { currency: cost.currency }))
    .replace('{m}', t('months'));
  return numberInput(context, {
    id: field,
    label: t(field),
    value: numberAt(shown, field),
    ...(shownUnit === '' ? {} : { unit: shownUnit }),
    notes: withLabel(notesFor(state.view?.cost.findings, field), field, t(field)),
    onChange: (value) =>
      store.edit({
        cost: withNumber(cost, field, value),
        ...(field === 'training.activeParameters' ? { ownParameters: true } : {}),
      }),
  });
}

function trainingKind({ state, store, t }: Context): TemplateResult {
  const { cost } = state.panel;
  return dropdown({
    label: t('training.kind'),
    value: cost.training.kind,
    choices: [
      { value: 'gpu-hours', label: t('trainingHours') },
      { value: 'sum', label: t('trainingSum') },
    ],
    onChange: (kind) => store.edit({ cost: withTrainingKind(state.panel, kind) }),
  });
}

/** Own active parameters can be replaced by the model's. */
function modelParameters({ state, store, t, format }: Context): TemplateResult | typeof nothing {
  const { model } = state;
  if (state.panel.ownParameters !== true || model?.outcome.ok !== true) return nothing;
  const count = format.short(activeParameters(model.outcome.value));
  const reset = () => {
    const { 'training.activeParameters': _, ...drafts } = state.drafts;
    store.set({ drafts });
    store.edit({ ownParameters: false });
  };
  return button({ label: t('ofModel', { count }), onClick: reset });
}

function frozenBase({ state, store, t }: Context): TemplateResult | typeof nothing {
  const { cost } = state.panel;
  const { training } = cost;
  if (training.kind === 'sum') return nothing;
  return checkbox({
    label: t('training.frozenBase'),
    checked: training.frozenBase,
    onChange: (frozen) => store.edit({ cost: { ...cost, training: { ...training, frozenBase: frozen } } }),
  });
}

function priceKind({ state, store, t }: Context): TemplateResult {
  return dropdown({
    label: t('serving.price.kind'),
    value: state.panel.cost.serving.price.kind,
    choices: [
      { value: 'rent', label: t('rent') },
      { value: 'own', label: t('own') },
    ],
    onChange: (kind) => store.edit({ cost: withPriceKind(state.panel, kind) }),
  });
}

type Tree = { readonly [key: string]: Tree | unknown };

/** The number at a dotted path such as `serving.price.watts`. */
function numberAt(inputs: CostInputs, path: string): number {
  let at: unknown = inputs;
  for (const key of path.split('.')) at = (at as Tree)[key];
  return typeof at === 'number' ? at : Number.NaN;
}

function withNumber(inputs: CostInputs, path: string, value: number): CostInputs {
  const change = (at: Tree, [key = '', ...rest]: readonly string[]): Tree => ({
    ...at,
    [key]: rest.length === 0 ? value : change(at[key] as Tree, rest),
  });
  return change(inputs as unknown as Tree, path.split('.')) as unknown as CostInputs;
}
