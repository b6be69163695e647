import type { EnvironmentRequest } from './python.ts';

/** PEFT with transformers 5. */
export const PEFT: EnvironmentRequest = {
  name: 'peft',
  packages: ['torch', 'peft==0.21.2', 'transformers==5.23.0'],
};

/** PEFT with transformers 4. */
export const TRANSFORMERS_4: EnvironmentRequest = {
  name: 'transformers-4',
  packages: ['transformers==4.57.3'],
  base: PEFT,
};

export const LLAMA_FACTORY: EnvironmentRequest = {
  name: 'llamafactory',
  packages: ['llamafactory==0.9.5'],
  base: PEFT,
};
export const MS_SWIFT: EnvironmentRequest = { name: 'ms-swift', packages: ['ms-swift==4.6.0'], base: PEFT };
export const AXOLOTL: EnvironmentRequest = { name: 'axolotl', packages: ['axolotl==0.19.0'], base: PEFT };
export const TRL: EnvironmentRequest = { name: 'trl', packages: ['trl==1.16.0'], base: PEFT };

/** A validator of JSON Schema; small, since it needs no torch. */
export const JSONSCHEMA: EnvironmentRequest = { name: 'jsonschema', packages: ['jsonschema==4.26.0'] };

/** The last version of `datasets` that reads objects as structs, and one that keeps them as they are. */
export const DATASETS_4: EnvironmentRequest = { name: 'datasets-4.4', packages: ['datasets==4.4.2'] };
export const DATASETS_5: EnvironmentRequest = { name: 'datasets-5', packages: ['datasets==5.2.0'] };

/** Chat templates and the code that renders them; small, since TRL's own code for it needs no torch. */
export const TEMPLATES: EnvironmentRequest = {
  name: 'chat-templates',
  packages: ['transformers==5.23.0', 'jinja2==3.1.6'],
  files: ['trl==1.16.0'],
  base: DATASETS_5,
};

/** Figures of intervals and tests. */
export const STATISTICS: EnvironmentRequest = {
  name: 'statistics',
  packages: ['scipy==1.15.3', 'statsmodels==0.14.5'],
};

/** The checker and the questions of the Berkeley Function Calling Leaderboard, without the clients of models. */
export const BFCL: EnvironmentRequest = { name: 'bfcl', packages: [], files: ['bfcl-eval==2026.3.23'] };

/** A distributed engine for batches. */
export const RAY: EnvironmentRequest = { name: 'ray', packages: ['ray[data]==2.60.0'] };

/** A proxy in front of models that many companies use. */
export const LITELLM: EnvironmentRequest = { name: 'litellm', packages: ['litellm[proxy]==1.108.7'] };
