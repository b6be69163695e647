import { html, nothing, type TemplateResult } from 'lit-html';
import type { ExpertLayout, TaskType } from '../../src/finetuning/index.ts';
import { type PanelState, withModel } from '../../src/protocol/index.ts';
import { button, type Choice, dropdown, textField } from '../controls.ts';
import type { PageState } from '../store.ts';
import type { Translate } from '../texts.ts';
import { withField } from './adapterText.ts';
import { type Context, notesFor, numberInput, otherNotes, section, withLabel } from './section.ts';

const TASKS: readonly TaskType[] = [
  'CAUSAL_LM',
  'SEQ_2_SEQ_LM',
  'SEQ_CLS',
  'TOKEN_CLS',
  'QUESTION_ANS',
  'FEATURE_EXTRACTION',
];

/** The model: a search in the catalogue, a file, and options that change its shapes. */
export function modelSection(context: Context): TemplateResult {
  const { state, store, t, format } = context;
  const { model, modelOptions } = state.panel;
  const view = state.view?.model;
  const content = html`
    ${picker(context)}
    <p class="facts">
      <strong>${model.name}</strong>
      ${view === undefined || view.parameters === 0 ? nothing : html`<br />${view.className} · ${t('parameters', { count: format.whole(view.parameters) })}`}
    </p>
    <div class="row">
      ${button({ label: t('openFile'), onClick: () => store.bridge.post({ type: 'openModelFile' }) })}
      ${button({
        label: t('preset'),
        title: t('presetTitle'),
        onClick: () => store.bridge.post({ type: 'preset', name: 'course-exercise' }),
      })}
    </div>
    <div class="fields">
      ${numberInput(context, {
        id: 'addedTokens',
        label: t('addedTokens'),
        value: modelOptions.addedTokens ?? 0,
        notes: withLabel(notesFor(view?.findings, 'addedTokens', 'added_tokens'), 'addedTokens', t('addedTokens')),
        onChange: (addedTokens) => store.edit({ modelOptions: { ...modelOptions, addedTokens } }),
      })}
      ${dropdown<TaskType | ''>({
        label: t('taskType'),
        value: modelOptions.taskType ?? '',
        choices: [{ value: '', label: t('fromConfig') }, ...TASKS.map((task) => ({ value: task, label: task }))],
        notes: notesFor(view?.findings, 'task_type'),
        onChange: (taskType) => store.edit(withTask(state.panel, taskType)),
      })}
      ${modelOptions.taskType?.endsWith('_CLS') ? labelsField(context) : nothing}
      ${view?.askMoe ? moeField(context) : nothing} ${view?.askVersion ? versionField(context) : nothing}
    </div>
    ${otherNotes(view?.findings, ['addedTokens', 'added_tokens', 'task_type', 'numLabels', 'num_labels', 'moe', 'transformers'])}
  `;
  return section(t('model'), content, 'section-model');
}

function picker({ state, store, t }: Context): TemplateResult {
  const search = (query: string) => {
    store.set({ query });
    store.bridge.post({ type: 'searchModels', query });
  };
  const choose = (name: string) => {
    store.set({ query: undefined, suggestions: [] });
    store.edit(withModel(state.panel, { kind: 'catalogue', name }));
  };
  const close = () => store.set({ query: undefined, suggestions: [] });
  const open = state.query !== undefined && state.query !== '';
  const enter = () => {
    if (state.query !== undefined && state.query.trim() !== '') {
      store.bridge.post({ type: 'chooseModel', query: state.query });
    }
  };
  return html`<div class="picker" @keydown=${(event: KeyboardEvent) => moveInPicker(event, close, enter)}>
    ${textField({
      label: t('searchModel'),
      value: state.query ?? '',
      placeholder: 'Qwen3-8B, Llama-3.1, Mistral …',
      onChange: () => {},
      onInput: search,
    })}
    ${open ? suggestions(state, choose, t) : nothing}
  </div>`;
}

/** Arrow keys move between the search field and the suggestions; Enter chooses, Escape closes them. */
function moveInPicker(event: KeyboardEvent, close: () => void, enter: () => void): void {
  const picker = event.currentTarget as HTMLElement;
  const stops = [...picker.querySelectorAll<HTMLElement>('vscode-text-field, .suggestions button')];
  if (event.key === 'Enter' && document.activeElement === stops[0]) {
    enter();
    return;
  }
  if (event.key === 'Escape') {
    close();
    stops[0]?.focus();
    return;
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus();
}

function suggestions(state: PageState, choose: (name: string) => void, t: Translate): TemplateResult {
  const { suggestions: models, similar } = state;
  if (models.length === 0) return html`<p class="note info" role="status">${t('noModel')}</p>`;
  return html`${similar ? html`<p class="note info" role="status">${t('similarModels')}</p>` : nothing}
    <ul class="suggestions">
      ${models.map(
        ({ name, size }) =>
          html`<li><button type="button" @click=${() => choose(name)}><span>${name}</span><span class="size">${size}</span></button></li>`,
      )}
    </ul>`;
}

function moeField({ state, store, t }: Context): TemplateResult {
  const { modelOptions } = state.panel;
  const choices: readonly Choice<ExpertLayout>[] = [
    { value: 'per-expert', label: t('perExpert') },
    { value: 'fused', label: t('fused') },
  ];
  return dropdown({
    label: t('moe'),
    value: modelOptions.moe ?? 'per-expert',
    choices,
    notes: notesFor(state.view?.model.findings, 'moe'),
    onChange: (moe) => store.edit({ modelOptions: { ...modelOptions, moe } }),
  });
}

function labelsField(context: Context): TemplateResult {
  const { state, store, t } = context;
  const { modelOptions } = state.panel;
  return numberInput(context, {
    id: 'numLabels',
    label: t('numLabels'),
    value: modelOptions.numLabels ?? 2,
    notes: withLabel(notesFor(state.view?.model.findings, 'numLabels', 'num_labels'), 'numLabels', t('numLabels')),
    onChange: (numLabels) => store.edit({ modelOptions: { ...modelOptions, numLabels } }),
  });
}

/** The model and its adapters have one task: PEFT saves the heads of the adapter's task. */
function withTask({ modelOptions, configurations }: PanelState, task: TaskType | ''): Partial<PanelState> {
  const { taskType: _, ...rest } = modelOptions;
  return {
    modelOptions: task === '' ? rest : { ...rest, taskType: task },
    configurations: configurations.map((one) => ({
      ...one,
      adapter: withField(one.adapter, 'task_type', task === '' ? undefined : task),
    })),
  };
}

function versionField({ state, store, t }: Context): TemplateResult {
  const { modelOptions } = state.panel;
  return dropdown<'4' | '5'>({
    label: t('transformers'),
    value: modelOptions.transformers === 5 ? '5' : '4',
    choices: [
      { value: '4', label: t('transformers-4') },
      { value: '5', label: t('transformers-5') },
    ],
    onChange: (version) => store.edit({ modelOptions: { ...modelOptions, transformers: version === '5' ? 5 : 4 } }),
  });
}
