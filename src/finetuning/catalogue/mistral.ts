import { decoderEntries } from './entry.ts';
import { hub, keras, stated } from './published.ts';

/** Mistral and Mixtral. */
export const mistralModels = [
  ...decoderEntries('mistral', [
    ['mistralai/Mistral-7B-v0.1', hub(7_241_732_096), [4096, 14336, 32, 32, 8, 32000]],
    ['mistralai/Mistral-7B-v0.3', hub(7_248_023_552), [4096, 14336, 32, 32, 8, 32768]],
    ['mistralai/Mistral-Nemo-Base-2407', hub(12_247_782_400), [5120, 14336, 40, 32, 8, 131072], { head_dim: 128 }],
    [
      'mistralai/Mistral-Small-24B-Base-2501',
      keras(23_572_403_200),
      [5120, 32768, 40, 32, 8, 131072],
      { head_dim: 128 },
    ],
    [
      'mistralai/Mistral-Large-Instruct-2407',
      stated('123B', 'https://mistral.ai/news/mistral-large-2407'),
      [12288, 28672, 88, 96, 8, 32768],
      { head_dim: 128 },
    ],
  ]),
  ...decoderEntries(
    'mixtral',
    [
      ['mistralai/Mixtral-8x7B-v0.1', hub(46_702_792_704), [4096, 14336, 32, 32, 8, 32000]],
      [
        'mistralai/Mixtral-8x22B-v0.1',
        stated('140620634112', 'https://huggingface.co/mistral-community/Mixtral-8x22B-v0.1'),
        [6144, 16384, 56, 48, 8, 32000],
      ],
    ],
    { num_local_experts: 8, num_experts_per_tok: 2 },
  ),
];
