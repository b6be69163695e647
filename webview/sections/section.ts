import { html, type TemplateResult } from 'lit-html';
import type { ConfigurationView, PanelConfiguration, PanelFinding, PanelView } from '../../src/protocol/lora.ts';
import type { FieldNote } from '../controls.ts';
import type { NumberFormat } from '../format.ts';
import type { PageState, Store } from '../store.ts';
import type { Translate } from '../texts.ts';
import type { Palette } from '../theme.ts';

/** What every section draws from. */
export interface Context {
  readonly state: PageState & { readonly view: PanelView | undefined };
  readonly store: Store;
  readonly t: Translate;
  readonly format: NumberFormat;
  readonly palette: Palette;
  /** Width of a chart in the column it stands in, in CSS pixels. */
  readonly chartWidth: number;
}

export function section(title: string, content: unknown, id: string): TemplateResult {
  return html`<section aria-labelledby=${id} class=${id}>
    <h2 id=${id}>${title}</h2>
    ${content}
  </section>`;
}

/** The configuration that is edited, and what it amounts to. */
export function activeOf({ state }: Context): {
  configuration: PanelConfiguration;
  view: ConfigurationView | undefined;
} {
  const { configurations, active } = state.panel;
  const configuration = configurations[active] ?? configurations[0];
  if (configuration === undefined) throw new RangeError('A panel has at least one configuration.');
  return { configuration, view: state.view?.configurations[active] };
}

/** The findings about a field, ready to stand under it. */
export function notesFor(
  findings: readonly PanelFinding[] | undefined,
  ...fields: readonly string[]
): readonly FieldNote[] {
  return (findings ?? [])
    .filter((finding) => fields.includes(finding.field))
    .map(({ severity, message, advice }) => ({
      severity,
      text: advice === undefined ? message : `${message} ${advice}`,
    }));
}

/** Findings that no field of the form shows. */
export function otherNotes(findings: readonly PanelFinding[] | undefined, shown: readonly string[]): TemplateResult[] {
  return (findings ?? [])
    .filter((finding) => !shown.includes(finding.field))
    .map(
      ({ severity, message, advice }) =>
        html`<div class="note ${severity}" role="status">${message}${advice === undefined ? '' : ` ${advice}`}</div>`,
    );
}
