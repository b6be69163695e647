/**
 * The only file that knows which library draws the controls. The toolkit is archived upstream: a successor has to offer
 * these functions, and nothing else changes.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { ref } from 'lit-html/directives/ref.js';

/** Makes the controls known to the page; called once, before the first rendering. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeTextArea(),
    vsCodeTextField(),
  );
}

/** A finding to be shown under the control it is about. */
export interface FieldNote {
  readonly severity: 'error' | 'warning' | 'info';
  readonly text: string;
}

interface FieldOptions {
  readonly label: string;
  readonly notes?: readonly FieldNote[];
  readonly disabled?: boolean;
  readonly title?: string;
  /** Shown behind the label. */
  readonly unit?: string;
}

export interface TextFieldOptions extends FieldOptions {
  readonly value: string;
  readonly placeholder?: string;
  readonly list?: string;
  onChange(value: string): void;
  onInput?(value: string): void;
}

/** A one-line text with its label above and its findings below. */
export function textField(options: TextFieldOptions): TemplateResult {
  return field(
    options,
    html`<vscode-text-field
      @change=${(event: Event) => whenChanged(options.value, enteredIn(event), options.onChange)}
      .value=${options.value}
      placeholder=${options.placeholder ?? ''}
      title=${options.title ?? ''}
      ?disabled=${options.disabled ?? false}
      ${named(options.label)}
      aria-invalid=${isWrong(options)}
      @input=${(event: Event) => options.onInput?.(enteredIn(event))}
    ></vscode-text-field>`,
  );
}

export interface NumberFieldOptions extends Omit<TextFieldOptions, 'value' | 'onChange' | 'onInput'> {
  readonly value: number;
  onChange(value: number): void;
}

/** A number. What is no number is handed on as `NaN`, so that the finding says so at this very field. */
export function numberField(options: NumberFieldOptions): TemplateResult {
  return textField({
    ...options,
    value: numberText(options.value),
    onChange: (value) => options.onChange(parseNumber(value)),
  });
}

/** A number as it stands in a field: grouped where zeros would have to be counted, and no more than six figures of a fraction. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return '';
  if (Number.isInteger(value) && Math.abs(value) >= 10_000) return value.toLocaleString('en-US');
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
}

function parseNumber(text: string): number {
  const plain = text.replaceAll(/[\s,_，]/g, '');
  return plain === '' ? Number.NaN : Number(plain);
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface DropdownOptions<Value extends string> extends FieldOptions {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  onChange(value: Value): void;
}

/** One of a few values. */
export function dropdown<Value extends string>(options: DropdownOptions<Value>): TemplateResult {
  return field(
    options,
    html`<vscode-dropdown
      @change=${(event: Event) => whenChanged(options.value, enteredIn(event) as Value, options.onChange)}
      .value=${live(options.value)}
      title=${options.title ?? ''}
      ?disabled=${options.disabled ?? false}
      ${named(options.label)}
    >
      ${options.choices.map(
        ({ value, label }) =>
          html`<vscode-option value=${value} ?selected=${value === options.value}>${label}</vscode-option>`,
      )}
    </vscode-dropdown>`,
  );
}

export interface CheckboxOptions extends FieldOptions {
  readonly checked: boolean;
  readonly indeterminate?: boolean;
  onChange(checked: boolean): void;
}

/** A yes or no. */
export function checkbox(options: CheckboxOptions): TemplateResult {
  const changed = (event: Event) =>
    whenChanged(options.checked, (event.target as HTMLInputElement).checked, options.onChange);
  return html`<vscode-checkbox
    @change=${changed}
    .checked=${live(options.checked)}
    .indeterminate=${options.indeterminate ?? false}
    title=${options.title ?? ''}
    ?disabled=${options.disabled ?? false}
    >${options.label}</vscode-checkbox
  >`;
}

export interface ButtonOptions {
  readonly label: string;
  readonly look?: 'primary' | 'secondary' | 'icon';
  readonly title?: string;
  /** For those who hear it; it has to hold the label. */
  readonly name?: string;
  readonly pressed?: boolean;
  /** For a button that shows and hides something. */
  readonly expanded?: boolean;
  readonly disabled?: boolean;
  onClick(event: Event): void;
}

export function button(options: ButtonOptions): TemplateResult {
  return html`<vscode-button
    appearance=${options.look ?? 'secondary'}
    title=${options.title ?? ''}
    aria-pressed=${options.pressed === undefined ? nothing : String(options.pressed)}
    aria-expanded=${options.expanded === undefined ? nothing : String(options.expanded)}
    ?disabled=${options.disabled ?? false}
    ${named(options.name ?? options.label)}
    @click=${options.onClick}
    >${options.label}</vscode-button
  >`;
}

/** A number on a line, for quick trying; the page's own control, since the toolkit has none. */
export function slider(options: {
  readonly label: string;
  readonly value: number;
  readonly steps: readonly number[];
  onInput(value: number): void;
}): TemplateResult {
  const { steps, value, label } = options;
  const at = nearestIndex(steps, value);
  return html`<div class="slider">
    <input
      type="range"
      min="0"
      max=${steps.length - 1}
      step="1"
      .value=${live(String(at))}
      .style=${`--done: ${(100 * at) / (steps.length - 1)}%`}
      aria-label=${label}
      aria-valuetext=${String(value)}
      @input=${(event: Event) => options.onInput(steps[Number(enteredIn(event))] ?? value)}
    />
    <div class="ticks" aria-hidden="true">
      ${steps.map((step) => html`<span class=${step === value ? 'current' : ''}>${step}</span>`)}
    </div>
  </div>`;
}

/**
 * The toolkit also reports the values that we set ourselves; only the user's are handed on. For that each control binds
 * its listener before its value: a control that is drawn again for another value must not tell it to the old listener.
 */
function whenChanged<Value>(before: Value, after: Value, change: (value: Value) => void): void {
  if (after !== before) change(after);
}

function nearestIndex(steps: readonly number[], value: number): number {
  const distances = steps.map((step) => Math.abs(step - value));
  return distances.indexOf(Math.min(...distances));
}

/**
 * Names a control. The toolkit puts a name of its own when a control is connected, so ours has to come after that. For
 * each label there is one function only: another one would be called at every drawing.
 */
function named(label: string) {
  const known = namers.get(label) ?? ((element) => queueMicrotask(() => element?.setAttribute('aria-label', label)));
  namers.set(label, known);
  return ref(known);
}

const namers = new Map<string, (element: Element | undefined) => void>();

function field(options: FieldOptions, control: TemplateResult): TemplateResult {
  return html`<div class="field">
    <span class="field-label" aria-hidden="true"
      >${options.label}${options.unit === undefined ? nothing : html` <span class="unit">${options.unit}</span>`}</span
    >
    ${control}
    ${(options.notes ?? []).map((note) => html`<div class="note ${note.severity}" role="status">${note.text}</div>`)}
  </div>`;
}

function isWrong(options: FieldOptions): string {
  return String((options.notes ?? []).some((note) => note.severity === 'error'));
}

function enteredIn(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
