import { html, type TemplateResult } from 'lit-html';
import type { TrainingFormat } from '../../src/finetuning/index.ts';
import { trainingFormats } from '../../src/protocol/lora.ts';
import { button, dropdown } from '../controls.ts';
import { type Context, section } from './section.ts';

const NAMES: Readonly<Record<TrainingFormat, string>> = {
  'peft-python': 'LoraConfig (Python)',
  'adapter-config': 'adapter_config.json',
  llamafactory: 'LLaMA-Factory (YAML)',
  axolotl: 'Axolotl (YAML)',
  'ms-swift': 'ms-swift',
};

/** Which format was chosen last; it concerns this page only. */
let chosen: TrainingFormat = 'llamafactory';

/** What can be taken out of the panel, and read back into it. */
export function outSection({ state, store, t }: Context): TemplateResult {
  const write = (sweep: boolean) =>
    store.bridge.post({ type: 'exportTraining', format: chosen, sweep, state: state.panel });
  const content = html`<div class="fields">
      ${dropdown({
        label: t('format'),
        value: chosen,
        choices: trainingFormats.map((value) => ({ value, label: NAMES[value] })),
        onChange: (format) => {
          chosen = format;
          store.set({});
        },
      })}
    </div>
    <div class="row">
      ${button({ label: t('write'), look: 'primary', onClick: () => write(false) })}
      ${button({ label: t('writeSweep'), title: t('writeSweepTitle'), onClick: () => write(true) })}
      ${button({ label: t('read'), onClick: () => store.bridge.post({ type: 'importTraining' }) })}
      ${button({ label: t('copy'), onClick: () => store.bridge.post({ type: 'copyMarkdown', state: state.panel }) })}
    </div>`;
  return section(t('out'), content, 'section-out');
}
