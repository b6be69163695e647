import { html, nothing, type TemplateResult } from 'lit-html';
import type { ExpertLayout, TaskType } from '../../src/finetuning/index.ts';
import type { ModelSuggestion, PanelState } from '../../src/protocol/lora.ts';
import { button, type Choice, dropdown, numberField, textField } from '../controls.ts';
import { withField } from './adapterText.ts';
import { type Context, notesFor, otherNotes, section } from './section.ts';

const TASKS: readonly TaskType[] = [
  'CAUSAL_LM',
  'SEQ_2_SEQ_LM',
  'SEQ_CLS',
  'TOKEN_CLS',
  'QUESTION_ANS',
  'FEATURE_EXTRACTION',
];

/** Which model: a search in the catalogue, a file of the workspace, and what changes its shapes. */
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
      ${numberField({
        label: t('addedTokens'),
        value: modelOptions.addedTokens ?? 0,
        notes: notesFor(view?.findings, 'addedTokens', 'added_tokens'),
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
      ${view?.askMoe ? moeField(context) : nothing}
    </div>
    ${otherNotes(view?.findings, ['addedTokens', 'added_tokens', 'task_type', 'numLabels', 'num_labels', 'moe'])}
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
    store.edit({ model: { kind: 'catalogue', name } });
  };
  const close = () => store.set({ query: undefined, suggestions: [] });
  const open = state.query !== undefined && state.query !== '';
  return html`<div class="picker" @keydown=${(event: KeyboardEvent) => moveInPicker(event, close)}>
    ${textField({
      label: t('searchModel'),
      value: state.query ?? '',
      placeholder: 'Qwen3-8B, Llama-3.1, Mistral …',
      onChange: () => {},
      onInput: search,
    })}
    ${open ? suggestions(state.suggestions, choose, t('noModel')) : nothing}
  </div>`;
}

/** Arrows go from the search through what was found, Escape closes it. */
function moveInPicker(event: KeyboardEvent, close: () => void): void {
  const picker = event.currentTarget as HTMLElement;
  const stops = [...picker.querySelectorAll<HTMLElement>('vscode-text-field, .suggestions button')];
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

function suggestions(models: readonly ModelSuggestion[], choose: (name: string) => void, none: string): TemplateResult {
  if (models.length === 0) return html`<p class="note info" role="status">${none}</p>`;
  return html`<ul class="suggestions">
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

function labelsField({ state, store, t }: Context): TemplateResult {
  const { modelOptions } = state.panel;
  return numberField({
    label: t('numLabels'),
    value: modelOptions.numLabels ?? 2,
    notes: notesFor(state.view?.model.findings, 'numLabels', 'num_labels'),
    onChange: (numLabels) => store.edit({ modelOptions: { ...modelOptions, numLabels } }),
  });
}

/** The task of the model and of its adapters is one: PEFT saves the heads of the task that the adapter names. */
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
