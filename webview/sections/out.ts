import { html, nothing, type TemplateResult } from 'lit-html';
import { type TrainingFormat, trainingFormatInfo } from '../../src/finetuning/index.ts';
import { trainingFormats } from '../../src/protocol/index.ts';
import { button, dropdown } from '../controls.ts';
import { type Context, section } from './section.ts';

/** The last chosen format; page-only state. */
let chosen: TrainingFormat = 'llamafactory';

/** Export and import. */
export function outSection({ state, store, t }: Context): TemplateResult {
  const write = (sweep: boolean) =>
    store.bridge.post({ type: 'exportTraining', format: chosen, sweep, state: state.panel });
  const trainerDefault = state.view?.model.trainerDefaults[chosen];
  const content = html`<div class="fields">
      ${dropdown({
        label: t('format'),
        value: chosen,
        choices: trainingFormats.map((value) => ({ value, label: trainingFormatInfo[value].title })),
        onChange: (format) => {
          chosen = format;
          store.set({});
        },
      })}
    </div>
    ${trainerDefault === undefined ? nothing : html`<p class="help">${trainerDefault}</p>`}
    <div class="row">
      ${button({ label: t('write'), look: 'primary', onClick: () => write(false) })}
      ${button({ label: t('writeSweep'), title: t('writeSweepTitle'), onClick: () => write(true) })}
      ${button({ label: t('read'), onClick: () => store.bridge.post({ type: 'importTraining' }) })}
      ${button({ label: t('copy'), onClick: () => store.bridge.post({ type: 'copyMarkdown', state: state.panel }) })}
    </div>`;
  return section(t('out'), content, 'section-out');
}
