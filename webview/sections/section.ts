import { html, type TemplateResult } from 'lit-html';
import { withAdvice } from '../../src/finetuning/index.ts';
import type { ConfigurationView, PanelConfiguration, PanelFinding, PanelView } from '../../src/protocol/index.ts';
import { type FieldNote, type NumberFieldOptions, numberField, numberText } from '../controls.ts';
import type { NumberFormat } from '../format.ts';
import type { PageState, Store } from '../store.ts';
import type { Translate } from '../texts.ts';
import type { Palette } from '../theme.ts';

/** The input of every section. */
export interface Context {
  readonly state: PageState & { readonly view: PanelView | undefined };
  readonly store: Store;
  readonly t: Translate;
  readonly format: NumberFormat;
  readonly palette: Palette;
  /** Width of a chart in its column, in CSS pixels. */
  readonly chartWidth: number;
}

export function section(title: string, content: unknown, id: string): TemplateResult {
  return html`<section aria-labelledby=${id} class=${id}>
    <h2 id=${id}>${title}</h2>
    ${content}
  </section>`;
}

/** The selected configuration and its view. */
export function getActive({ state }: Context): {
  configuration: PanelConfiguration;
  view: ConfigurationView | undefined;
} {
  const { configurations, active } = state.panel;
  const configuration = configurations[active] ?? configurations[0];
  if (configuration === undefined) throw new RangeError('A panel has at least one configuration.');
  return { configuration, view: state.view?.configurations[active] };
}

/** The findings of a field, as notes below it. */
export function notesFor(
  findings: readonly PanelFinding[] | undefined,
  ...fields: readonly string[]
): readonly FieldNote[] {
  return (findings ?? [])
    .filter((finding) => fields.includes(finding.field))
    .map(({ severity, message, advice }) => ({
      severity,
      text: withAdvice(message, advice),
    }));
}

/** Notes that name a field by its label on the page. */
export function withLabel(notes: readonly FieldNote[], field: string, label: string): readonly FieldNote[] {
  return notes.map((note) => ({ ...note, text: note.text.replace(field, label) }));
}

/** Findings that are not shown at a field. */
export function otherNotes(findings: readonly PanelFinding[] | undefined, shown: readonly string[]): TemplateResult[] {
  return (findings ?? [])
    .filter((finding) => !shown.includes(finding.field))
    .map(
      ({ severity, message, advice }) =>
        html`<div class="note ${severity}" role="status">${withAdvice(message, advice)}</div>`,
    );
}

type NumberInputOptions = Omit<NumberFieldOptions, 'draft' | 'invalid' | 'onInvalid'> & { readonly id: string };

/** A number field that keeps a text that is not a number. `id` identifies the field. */
export function numberInput({ state, store, t }: Context, { id, ...options }: NumberInputOptions): TemplateResult {
  const { [id]: draft, ...others } = state.drafts;
  return numberField({
    ...options,
    draft,
    invalid: t(draft?.trim() === '' ? 'enterNumber' : 'notNumber', {
      text: draft ?? '',
      value: numberText(options.value),
    }),
    onInvalid: (text) => store.set({ drafts: { ...others, [id]: text } }),
    onChange: (value) => {
      store.set({ drafts: others });
      options.onChange(value);
    },
  });
}
