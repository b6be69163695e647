/** A published number of parameters, which confirms that an entry of the catalogue has the right shapes. */
export interface PublishedTotal {
  /** As published: exact (`8030261248`) or rounded (`671B`). */
  readonly figure: string;
  readonly source: string;
  /** The day it was looked up, as `2026-11-30`. */
  readonly seen: string;
  /** True if the figure is that of the model without a head. */
  readonly isHeadless: boolean;
}

const SEEN = '2026-11-30';

/** Totals that the Hub reports for the safetensors of thousands of models, as recorded by a tool. */
const HUB = 'https://github.com/AlexsJones/llmfit/blob/5bdc9df/data/hf_models.json';
/** KerasHub states the exact number of parameters of each preset. */
const KERAS = 'https://github.com/keras-team/keras-hub/tree/71453d0/keras_hub/src/models';

/** A figure in a model card, a paper or a documentation. */
export function stated(figure: string, source: string): PublishedTotal {
  return { figure, source, seen: SEEN, isHeadless: false };
}

/** The total of the model, or of a variant with the same shapes, on the Hub. */
export function hub(total: number): PublishedTotal {
  return stated(String(total), HUB);
}

/** A preset of KerasHub. */
export function keras(total: number): PublishedTotal {
  return stated(String(total), KERAS);
}

/** A preset of KerasHub without the head that the entry has by default. */
export function kerasBackbone(total: number): PublishedTotal {
  return { ...keras(total), isHeadless: true };
}

/** The line “trainable params: … || all params: …” of PEFT in a notebook: what is not trained is the model. */
export function printed(all: number, trainable: number, notebook: string): PublishedTotal {
  return stated(String(all - trainable), `https://github.com/${notebook}`);
}
