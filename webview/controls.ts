/**
 * The only file that uses the toolkit of controls. The toolkit is archived upstream: a replacement has to provide these
 * functions, and nothing else changes.
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

/** Registers the controls; called once, before the first rendering. */
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

/** A finding shown below its control. */
export interface FieldNote {
  readonly severity: 'error' | 'warning' | 'info';
  readonly text: string;
}

interface FieldOptions {
  readonly label: string;
  readonly notes?: readonly FieldNote[];
  readonly disabled?: boolean;
  readonly title?: string;
  /** Shown after the label. */
  readonly unit?: string;
}

export interface TextFieldOptions extends FieldOptions {
  readonly value: string;
  readonly placeholder?: string;
  readonly list?: string;
  onChange(value: string): void;
  onInput?(value: string): void;
}

/** A single-line text field with its label above and its findings below. */
export function textField(options: TextFieldOptions): TemplateResult {
  return field(
    options,
    html`<vscode-text-field
      @change=${(event: Event) => whenChanged(options.value, getValue(event), options.onChange)}
      .value=${options.value}
      placeholder=${options.placeholder ?? ''}
      title=${options.title ?? ''}
      ?disabled=${options.disabled ?? false}
      ${withName(options.label)}
      aria-invalid=${isWrong(options)}
      @input=${(event: Event) => options.onInput?.(getValue(event))}
    ></vscode-text-field>`,
  );
}

export interface NumberFieldOptions extends Omit<TextFieldOptions, 'value' | 'onChange' | 'onInput'> {
  readonly value: number;
  /** The entered text, if it is not a number. */
  readonly draft?: string | undefined;
  /** The message for a text that is not a number. */
  readonly invalid: string;
  onChange(value: number): void;
  /** The text is not a number. */
  onInvalid(text: string): void;
}

/** A number. A text that is not a number stays in the field, with one message. */
export function numberField({ draft, invalid, onInvalid, ...options }: NumberFieldOptions): TemplateResult {
  return textField({
    ...options,
    value: draft ?? numberText(options.value),
    ...(draft === undefined ? {} : { notes: [{ severity: 'error', text: invalid }] }),
    onChange: (text) => {
      const value = parseNumber(text);
      if (Number.isNaN(value)) onInvalid(text);
      else options.onChange(value);
    },
  });
}

/** The text of a number: grouped if it is large, with at most six significant digits of a fraction. */
export function numberText(value: number): string {
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

/** A drop-down list. */
export function dropdown<Value extends string>(options: DropdownOptions<Value>): TemplateResult {
  return field(
    options,
    html`<vscode-dropdown
      @change=${(event: Event) => whenChanged(options.value, getValue(event) as Value, options.onChange)}
      .value=${live(options.value)}
      title=${options.title ?? ''}
      ?disabled=${options.disabled ?? false}
      ${withName(options.label)}
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

/** A checkbox. */
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
  /** Accessible name; it has to contain the label. */
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
    ${withName(options.name ?? options.label)}
    @click=${options.onClick}
    >${options.label}</vscode-button
  >`;
}

/** A slider; the toolkit has none. */
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
      @input=${(event: Event) => options.onInput(steps[Number(getValue(event))] ?? value)}
    />
    <div class="ticks" aria-hidden="true">
      ${steps.map((step) => html`<span class=${step === value ? 'current' : ''}>${step}</span>`)}
    </div>
  </div>`;
}

/**
 * The toolkit also reports values set by the page; only the user's are passed on. For that each control binds its
 * listener before its value, so that a control rendered with another value does not call the old listener.
 */
function whenChanged<Value>(before: Value, after: Value, change: (value: Value) => void): void {
  if (after !== before) change(after);
}

function nearestIndex(steps: readonly number[], value: number): number {
  const distances = steps.map((step) => Math.abs(step - value));
  return distances.indexOf(Math.min(...distances));
}

/**
 * Sets a control's accessible name. The toolkit sets its own name when a control is connected, so this runs later. There
 * is one function per label: a new one would be called at every rendering.
 */
function withName(label: string) {
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

function getValue(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
