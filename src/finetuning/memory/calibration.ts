/**
 * Constants of the working memory, fitted by least squares on half of the measurements in
 * test/fixtures/finetuning/memory-measurements.json. test/finetuning/calibrationFit.test.ts fits them again and checks them
 * on the other half.
 */
export interface Calibration {
  /** Bytes of the runtime on every card. */
  readonly runtime: number;
  /** Buffers and fragmentation, as a share of weights and states. */
  readonly share: number;
  /** Per kept input of a layer with checkpointing: 1 is exactly one copy in bf16. */
  readonly checkpoint: number;
  /** Layers' worth of activations and gradients during recomputation. */
  readonly recomputedLayer: number;
  /** Share of a layer's activations that stay without checkpointing. */
  readonly keptLayer: number;
  /** Bytes per logit. */
  readonly logit: number;
}

/**
 * `current`: transformers from 4.45, LitGPT and torchtune. `older`: transformers before 4.45, which copied all logits to
 * fp32; the share of layers kept without checkpointing is that of `current`, because only one run measures it.
 */
export const calibrations = {
  current: { runtime: 0.544e9, share: 0.0959, checkpoint: 2.17, recomputedLayer: 1.2, keptLayer: 0.734, logit: 13 },
  older: { runtime: 1.73e9, share: 0, checkpoint: 1, recomputedLayer: 3.43, keptLayer: 0.734, logit: 30.5 },
} as const satisfies Readonly<Record<string, Calibration>>;

/** Bytes per logit with chunked cross-entropy. */
export const CHUNKED_LOGIT = 0.5;

/** What fused or compiled kernels leave of the activations. */
export const FUSED_SHARE = 0.64;

/** The upper end of the total divided by the lower end. */
export const TOTAL_RATIO = 1.4;
