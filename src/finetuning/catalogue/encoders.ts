import type { CatalogueEntry } from './entry.ts';

type Sizes = readonly [hidden: number, intermediate: number, layers: number, heads: number, vocabulary: number];

function encoder(
  modelType: string,
  name: string,
  sizes: Sizes,
  extra: Readonly<Record<string, unknown>> = {},
): CatalogueEntry {
  const [hidden, intermediate, layers, heads, vocabulary] = sizes;
  const config = {
    model_type: modelType,
    hidden_size: hidden,
    intermediate_size: intermediate,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    vocab_size: vocabulary,
    max_position_embeddings: 512,
    type_vocab_size: 2,
    ...extra,
  };
  return { name, config };
}

function whisper(
  name: string,
  width: number,
  layers: number,
  heads: number,
  mels: number,
  vocabulary: number,
): CatalogueEntry {
  const config = {
    model_type: 'whisper',
    d_model: width,
    encoder_layers: layers,
    decoder_layers: layers,
    encoder_attention_heads: heads,
    encoder_ffn_dim: 4 * width,
    decoder_ffn_dim: 4 * width,
    num_mel_bins: mels,
    max_source_positions: 1500,
    max_target_positions: 448,
    vocab_size: vocabulary,
  };
  return { name, config };
}

const roberta = { max_position_embeddings: 514, type_vocab_size: 1 };

/** Encoders of text, speech and images. */
export const encoderModels: readonly CatalogueEntry[] = [
  encoder('bert', 'google-bert/bert-base-uncased', [768, 3072, 12, 12, 30522]),
  encoder('bert', 'google-bert/bert-large-uncased', [1024, 4096, 24, 16, 30522]),
  encoder('bert', 'google-bert/bert-base-chinese', [768, 3072, 12, 12, 21128]),
  encoder('roberta', 'FacebookAI/roberta-base', [768, 3072, 12, 12, 50265], roberta),
  encoder('roberta', 'FacebookAI/roberta-large', [1024, 4096, 24, 16, 50265], roberta),
  encoder('xlm-roberta', 'FacebookAI/xlm-roberta-base', [768, 3072, 12, 12, 250002], roberta),
  encoder('xlm-roberta', 'BAAI/bge-m3', [1024, 4096, 24, 16, 250002], { ...roberta, max_position_embeddings: 8194 }),
  encoder('modernbert', 'answerdotai/ModernBERT-base', [768, 1152, 22, 12, 50368]),
  encoder('modernbert', 'answerdotai/ModernBERT-large', [1024, 2624, 28, 16, 50368]),
  encoder('layoutlm', 'microsoft/layoutlm-base-uncased', [768, 3072, 12, 12, 30522], {
    max_2d_position_embeddings: 1024,
  }),
  whisper('openai/whisper-small', 768, 12, 12, 80, 51865),
  whisper('openai/whisper-large-v2', 1280, 32, 20, 80, 51865),
  whisper('openai/whisper-large-v3', 1280, 32, 20, 128, 51866),
  {
    name: 'google/vit-base-patch16-224',
    config: {
      model_type: 'vit',
      hidden_size: 768,
      intermediate_size: 3072,
      num_hidden_layers: 12,
      num_attention_heads: 12,
      image_size: 224,
      patch_size: 16,
      num_labels: 1000,
    },
  },
  {
    name: 'nvidia/mit-b0',
    config: { model_type: 'segformer', hidden_sizes: [32, 64, 160, 256], depths: [2, 2, 2, 2], num_labels: 150 },
  },
];
