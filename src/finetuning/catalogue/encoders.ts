import type { CatalogueEntry } from './entry.ts';
import { keras, kerasBackbone, type PublishedTotal, stated } from './published.ts';

type Sizes = readonly [hidden: number, intermediate: number, layers: number, heads: number, vocabulary: number];

function encoder(
  modelType: string,
  name: string,
  published: PublishedTotal,
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
  return { name, published, config };
}

function whisper(
  name: string,
  published: PublishedTotal,
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
  return { name, published, config };
}

const roberta = { max_position_embeddings: 514, type_vocab_size: 1 };

/** Encoders of text, speech and images. */
export const encoderModels: readonly CatalogueEntry[] = [
  encoder('bert', 'google-bert/bert-base-uncased', kerasBackbone(109_482_240), [768, 3072, 12, 12, 30522]),
  encoder('bert', 'google-bert/bert-large-uncased', kerasBackbone(335_141_888), [1024, 4096, 24, 16, 30522]),
  encoder('bert', 'google-bert/bert-base-chinese', kerasBackbone(102_267_648), [768, 3072, 12, 12, 21128]),
  encoder(
    'roberta',
    'FacebookAI/roberta-base',
    stated('124697433', 'https://huggingface.co/docs/safetensors/metadata_parsing'),
    [768, 3072, 12, 12, 50265],
    roberta,
  ),
  encoder(
    'roberta',
    'FacebookAI/roberta-large',
    stated('355412057', 'https://huggingface.co/docs/safetensors/metadata_parsing'),
    [1024, 4096, 24, 16, 50265],
    roberta,
  ),
  encoder(
    'xlm-roberta',
    'BAAI/bge-m3',
    stated('568M', 'https://huggingface.co/BAAI/bge-m3'),
    [1024, 4096, 24, 16, 250002],
    {
      ...roberta,
      max_position_embeddings: 8194,
      architectures: ['XLMRobertaModel'],
    },
  ),
  encoder(
    'modernbert',
    'answerdotai/ModernBERT-base',
    stated('149655232', 'https://huggingface.co/answerdotai/ModernBERT-base/tree/8949b90'),
    [768, 1152, 22, 12, 50368],
  ),
  encoder(
    'modernbert',
    'answerdotai/ModernBERT-large',
    stated('395881664', 'https://huggingface.co/answerdotai/ModernBERT-large/tree/45bb465'),
    [1024, 2624, 28, 16, 50368],
  ),
  encoder(
    'layoutlm',
    'microsoft/layoutlm-base-uncased',
    stated('113M', 'https://github.com/microsoft/unilm/blob/master/layoutlm/README.md'),
    [768, 3072, 12, 12, 30522],
    {
      max_2d_position_embeddings: 1024,
    },
  ),
  whisper('openai/whisper-small', keras(241_734_912), 768, 12, 12, 80, 51865),
  whisper('openai/whisper-large-v2', keras(1_543_304_960), 1280, 32, 20, 80, 51865),
  whisper(
    'openai/whisper-large-v3',
    stated('1543490560', 'https://huggingface.co/openai/whisper-large-v3/tree/06f233f'),
    1280,
    32,
    20,
    128,
    51866,
  ),
  {
    name: 'google/vit-base-patch16-224',
    published: stated(
      '86567656',
      'https://pytorch.org/vision/stable/models/generated/torchvision.models.vit_b_16.html',
    ),
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
    published: stated('3.8M', 'https://arxiv.org/abs/2105.15203'),
    config: { model_type: 'segformer', hidden_sizes: [32, 64, 160, 256], depths: [2, 2, 2, 2], num_labels: 150 },
  },
];
