/** `node bench/finetuning.ts`: times the counting engine on the largest models it is asked for. */
import { fileURLToPath } from 'node:url';
import {
  type AdapterConfig,
  buildModel,
  catalogue,
  countAdapter,
  defaultGpus,
  defaultMemoryOptions,
  findCatalogueModel,
  getOverview,
  getRankSweep,
  type ModelTree,
  readSafetensors,
} from '../src/finetuning/index.ts';
import { type Figure, record, timed } from './report.ts';

const everything: AdapterConfig = {
  peft_type: 'LORA',
  r: 16,
  target_modules: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
};
const pattern: AdapterConfig = { ...everything, target_modules: '.*\\.layers\\.[1-9]\\d*\\..*\\.(up|down|gate)_proj' };

/** Measures and records the figures of the counting engine. */
export async function benchFinetuning(): Promise<void> {
  const dense = catalogue.filter(({ config }) => !('n_routed_experts' in config) && !('num_experts' in config));
  let slowest = 0;
  for (const { config } of dense) {
    slowest = Math.max(
      slowest,
      await shortestOf(() => countNew(config, { ...everything, target_modules: 'all-linear' })),
    );
  }
  const large = treeOf('deepseek-ai/DeepSeek-V3');
  const header = largeHeader(100_000);
  const panel = treeOf('Qwen/Qwen3-8B');
  const figures = [
    figure(`slowest of ${dense.length} dense catalog models: build and count all linear layers`, slowest, 2),
    figure(
      'DeepSeek-V3, 44,544 expert matrices, by a list of names',
      await shortestOf(() => countAdapter(large, everything)),
      50,
    ),
    figure('the same with a pattern per layer', await shortestOf(() => countAdapter(large, pattern)), 50),
    figure(
      'a safetensors header of 100,000 tensors: read and build',
      await shortestOf(() => readSafetensors('x.safetensors', header), 15),
      500,
    ),
    figure(
      'all panel values of Qwen3-8B at a new rank',
      await shortestOf(() => [
        getOverview(panel, everything, defaultMemoryOptions, defaultGpus),
        getRankSweep(panel, everything),
      ]),
      50,
    ),
  ];
  record('finetuning', figures);
}

function figure(what: string, milliseconds: number, limit: number): Figure {
  return {
    what,
    measured: `${milliseconds.toFixed(2)} ms, shortest run`,
    limit: `${limit} ms`,
    isWithinLimit: milliseconds < limit,
  };
}

/** The shortest of several runs: what the work takes, whatever else the machine is doing. */
async function shortestOf(run: () => unknown, runs = 51): Promise<number> {
  const times = await timed(runs, run);
  return times[0] ?? 0;
}

function countNew(config: unknown, adapter: AdapterConfig): void {
  const model = buildModel(config);
  if (model.ok) countAdapter(model.value, adapter);
}

function treeOf(name: string): ModelTree {
  const model = buildModel(findCatalogueModel(name)?.config);
  if (!model.ok) throw new Error(`the catalogue has no ${name}`);
  return model.value;
}

/** The header of a mixture of experts, as a file that only its header is read of. */
function largeHeader(tensors: number): (file: string, start: number, end: number) => Promise<Uint8Array> {
  const header: Record<string, unknown> = {};
  let at = 0;
  for (let tensor = 0; tensor < tensors; tensor += 1) {
    const [layer, expert] = [Math.floor(tensor / 1650), Math.floor((tensor % 1650) / 3)];
    const name = ['gate_proj', 'up_proj', 'down_proj'][tensor % 3];
    header[`model.layers.${layer}.mlp.experts.${expert}.${name}.weight`] = {
      dtype: 'BF16',
      shape: [2048, 7168],
      data_offsets: [at, at + 29_360_128],
    };
    at += 29_360_128;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return async (_, start, end) => bytes.subarray(start, end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchFinetuning();
