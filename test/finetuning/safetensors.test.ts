import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  catalogue,
  countAdapter,
  type ReadRange,
  readSafetensors,
  totalParameters,
} from '../../src/finetuning/index.ts';
import { scanHeader } from '../../src/finetuning/safetensors/scan.ts';
import { count, getErrors, getModel, getResult, getWarnings, known, smallLlama, smallMoe } from './support.ts';
import { createHeader, createSafetensors, namesAndShapes } from './tensors.ts';

/** Reads from files that lie in memory, and keeps what was asked for. */
function getFiles(files: Readonly<Record<string, Uint8Array>>): {
  readonly read: ReadRange;
  readonly asked: [string, number, number][];
} {
  const asked: [string, number, number][] = [];
  return {
    asked,
    read: async (file, start, end) => {
      asked.push([file, start, end]);
      return files[file]?.subarray(start, end);
    },
  };
}

const read = async (bytes: Uint8Array, options = {}) =>
  readSafetensors('m.safetensors', getFiles({ 'm.safetensors': bytes }).read, options);
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('a header', () => {
  it('contains the shapes of a model', async () => {
    const files = getFiles({ 'm.safetensors': createSafetensors(namesAndShapes(getModel().root)) });
    const model = getResult(await readSafetensors('m.safetensors', files.read));
    expect(totalParameters(model)).toBe(totalParameters(getModel()));
    expect(files.asked.map(([, start]) => start)).toEqual([0, 8]);
  });

  it.each([
    ['q_proj,v_proj', { target_modules: ['q_proj', 'v_proj'] }],
    ['all-linear', { target_modules: 'all-linear' }],
    ['embedding and head', { target_modules: ['embed_tokens', 'lm_head'] }],
    ['some layers', { target_modules: ['up_proj'], layers_to_transform: [3] }],
  ])('counts as the configuration does: %s', async (_, fields) => {
    for (const config of [smallLlama, smallMoe]) {
      const model = getResult(await read(createSafetensors(namesAndShapes(getModel(config).root))));
      expect(count(fields, model).trainable).toBe(count(fields, getModel(config)).trainable);
    }
  });

  it.each(catalogue.filter(({ parameters }) => parameters < 3e9).map(({ name }) => [name]))(
    'of %s has the parameters of its configuration',
    async (name) => {
      const model = getResult(await read(createSafetensors(namesAndShapes(known(name).root))));
      expect(totalParameters(model)).toBe(totalParameters(known(name)));
    },
  );

  it('reports a missing head as tied', async () => {
    const tied = getModel({ ...smallLlama, tie_word_embeddings: true });
    const outcome = await read(createSafetensors(namesAndShapes(tied.root)));
    expect(outcome.findings.map(({ code }) => code)).toEqual(['header-inferred', 'tied-weights']);
    const fields = { target_modules: ['embed_tokens', 'lm_head'] };
    expect(count(fields, getResult(outcome)).total).toBe(count(fields, tied).total);
  });

  it.each<[string, Record<string, readonly number[]>]>([
    [
      'embeddings per layer',
      { 'model.embed_tokens_per_layer.weight': [90, 64], 'model.layers.0.mlp.up_proj.weight': [32, 16] },
    ],
    [
      'learned positions',
      { 'model.encoder.embed_positions.weight': [34, 16], 'model.encoder.layers.0.fc1.weight': [32, 16] },
    ],
    [
      'positions of a vision tower',
      { 'model.visual.pos_embed.weight': [48, 16], 'model.visual.blocks.0.attn.qkv.weight': [48, 16] },
    ],
    [
      'buffers',
      { 'model.layers.0.self_attn.rotary_emb.inv_freq': [8], 'model.layers.0.self_attn.q_proj.weight': [16, 16] },
    ],
    [
      'routers of experts',
      { 'model.layers.0.mlp.gate.weight': [4, 16], 'model.layers.0.mlp.experts.0.up_proj.weight': [8, 16] },
    ],
  ])('carries a note that its count is inferred and that the config.json is exact: %s', async (_, tensors) => {
    const { findings } = await read(createSafetensors(tensors));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'header-inferred', severity: 'info' }));
    const note = findings.find(({ code }) => code === 'header-inferred');
    expect(note?.advice?.text.en).toContain('config.json');
  });

  it('includes added tokens', async () => {
    const outcome = await read(createSafetensors(namesAndShapes(getModel().root)), { addedTokens: 3 });
    expect(totalParameters(getResult(outcome))).toBe(totalParameters(getModel(smallLlama, { addedTokens: 3 })));
  });

  it('detects transposed layers of GPT-2', async () => {
    const model = getResult(await read(createSafetensors(namesAndShapes(known('gpt2').root))));
    expect(count({ target_modules: ['c_attn'], r: 8 }, model).trainable).toBe(294_912);
    expect(count({ peft_type: 'VERA', target_modules: ['c_attn'], r: 8 }, model).trainable).toBe(12 * (2304 + 8));
  });
});

describe('a damaged or malicious header', () => {
  const good = createSafetensors({ 'a.weight': [2, 3] });
  const entry = { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] };
  const length = (size: bigint, bytes = good) => {
    const changed = bytes.slice();
    new DataView(changed.buffer).setBigUint64(0, size, true);
    return changed;
  };
  it.each([
    ['nothing', new Uint8Array(), 'header-truncated'],
    ['less than its length', good.subarray(0, 7), 'header-truncated'],
    ['a cut header', good.subarray(0, 20), 'header-truncated'],
    ['a length of exabytes', length(2n ** 63n), 'header-too-large'],
    ['a length of 100 MB and one', length(100_000_001n), 'header-too-large'],
    ['a length of 0', length(0n), 'header-too-large'],
    [
      'a Git LFS pointer',
      new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
      'header-too-large',
    ],
    ['no JSON', createHeader('{"a.weight": '), 'header-not-json'],
    ['no UTF-8', createHeader(Uint8Array.from([0x7b, 0xff, 0x7d])), 'header-not-json'],
    ['a list', createHeader('[]'), 'header-not-json'],
    ['no tensors', createHeader('{"__metadata__":{}}'), 'header-invalid-tensor'],
    [
      'a tensor without shape',
      createHeader(JSON.stringify({ a: { dtype: 'F32', data_offsets: [0, 4] } })),
      'header-invalid-tensor',
    ],
    ['a negative size', createHeader(JSON.stringify({ a: { ...entry, shape: [-2, 3] } })), 'header-invalid-tensor'],
    ['a size of text', createHeader(JSON.stringify({ a: { ...entry, shape: ['2', 3] } })), 'header-invalid-tensor'],
    [
      'seventeen dimensions',
      createHeader(JSON.stringify({ a: { ...entry, shape: Array(17).fill(1) } })),
      'header-invalid-tensor',
    ],
    [
      'an end before its start',
      createHeader(JSON.stringify({ a: { ...entry, data_offsets: [24, 0] } })),
      'header-invalid-tensor',
    ],
    [
      'bytes that do not hold the shape',
      createHeader(JSON.stringify({ a: { ...entry, shape: [4000, 4000] } })),
      'header-invalid-tensor',
    ],
    [
      'a name of 2,000 dots',
      createHeader(JSON.stringify({ [`a${'.a'.repeat(2000)}`]: entry })),
      'header-invalid-tensor',
    ],
    ['tensors over each other', createHeader(JSON.stringify({ a: entry, b: entry })), 'header-overlap'],
    [
      'a gap between tensors',
      createHeader(JSON.stringify({ a: entry, b: { ...entry, data_offsets: [30, 54] } })),
      'header-overlap',
    ],
    [
      'packed weights of bitsandbytes',
      createSafetensors({ 'a.weight': [6, 1], 'a.weight.absmax': [1] }),
      'header-packed',
    ],
    ['packed weights of GPTQ', createSafetensors({ 'a.qweight': [6, 1] }), 'header-packed'],
  ])('%s', async (_, bytes, code) => {
    expect(getErrors(await read(bytes))).toEqual([code]);
  });

  it('may be in any order', async () => {
    const swapped = { b: { ...entry, data_offsets: [24, 48] }, a: entry };
    expect((await read(createHeader(JSON.stringify(swapped)))).ok).toBe(true);
  });

  it('may contain names of Object.prototype', async () => {
    const names =
      '{"__proto__.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"constructor":{"dtype":"F32","shape":[1],"data_offsets":[24,28]}}';
    expect(totalParameters(getResult(await read(createHeader(names))))).toBe(7);
  });

  it('never throws', async () => {
    const name = fc.stringMatching(/^[a-z0-9.#]{0,12}$/);
    const tensors = fc.dictionary(name, fc.anything());
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          tensors.map((value) => createHeader(JSON.stringify(value))),
          fc.uint8Array(),
        ),
        async (bytes) => {
          const outcome = await read(bytes);
          expect(outcome.ok || getErrors(outcome).length > 0).toBe(true);
        },
      ),
    );
  });
});

describe('scanning', () => {
  const entry = fc.record({
    dtype: fc.constantFrom('F32', 'BF16', 'X'),
    shape: fc.array(fc.nat(), { maxLength: 3 }),
    data_offsets: fc.tuple(fc.nat(), fc.nat()),
  });
  it('returns the result of JSON.parse, or undefined', () => {
    const spaces = fc.constantFrom(undefined, 2, '\t');
    const header = fc.dictionary(
      fc.oneof(fc.constant('__metadata__'), fc.string()),
      fc.oneof({ weight: 9, arbitrary: entry }, fc.jsonValue()),
    );
    fc.assert(
      fc.property(header, spaces, (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        const scanned = scanHeader(text);
        if (scanned === undefined) return;
        const tensors = Object.entries(value).filter(([name]) => name !== '__metadata__');
        expect(
          scanned.map(({ name, dtype, shape, start, end }) => [name, { dtype, shape, data_offsets: [start, end] }]),
        ).toEqual(tensors);
      }),
    );
  });
  it.each([
    ['{}', 0],
    [' { "__metadata__" : { "format" : "pt" } } ', 0],
    ['{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}', 1],
    ['{"a":{"data_offsets":[0,4],"shape":[1],"dtype":"F32"}}\n', 1],
    ['{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}', undefined],
    ['{"a":{"dtype":"F32","shape":[1e3],"data_offsets":[0,4]}}', undefined],
    ['{"\\u0061":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', undefined],
    ['{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}', undefined],
    ['{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},}', undefined],
    ['{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} x', undefined],
  ])('of %j finds %s', (text, tensors) => {
    expect(scanHeader(text)?.length).toBe(tensors);
  });
});

describe('shards', () => {
  const tensors = Object.entries(namesAndShapes(getModel().root));
  const half = Math.floor(tensors.length / 2);
  const parts = [tensors.slice(0, half), tensors.slice(half)];
  const names = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
  const map = Object.fromEntries(parts.flatMap((part, at) => part.map(([name]) => [name, names[at]])));
  const shards = Object.fromEntries(
    names.map((name, at) => [`dir/${name}`, createSafetensors(Object.fromEntries(parts[at] ?? []))]),
  );
  const index = 'dir/model.safetensors.index.json';

  it('are read from the folder of the index', async () => {
    const { read: readRange } = getFiles({
      ...shards,
      [index]: json({ metadata: { total_size: 1 }, weight_map: map }),
    });
    const model = getResult(await readSafetensors(index, readRange));
    expect(totalParameters(model)).toBe(totalParameters(getModel()));
    expect(count({ target_modules: 'all-linear' }, model).trainable).toBe(
      count({ target_modules: 'all-linear' }).trainable,
    );
  });
  it.each([
    ['no index', {}, 'shard-missing'],
    ['no JSON', { [index]: new TextEncoder().encode('{') }, 'index-invalid'],
    ['no map', { [index]: json({ metadata: {} }) }, 'index-invalid'],
    ['a file elsewhere', { [index]: json({ weight_map: { a: '../../etc/secret.safetensors' } }) }, 'index-invalid'],
    ['an absolute file', { [index]: json({ weight_map: { a: '/etc/secret.safetensors' } }) }, 'index-invalid'],
    ['a file of another kind', { [index]: json({ weight_map: { a: 'passwd' } }) }, 'index-invalid'],
    ['a file that is no name', { [index]: json({ weight_map: { a: 7 } }) }, 'index-invalid'],
    ['a missing shard', { [index]: json({ weight_map: map }) }, 'shard-missing'],
    [
      'a damaged shard',
      { [index]: json({ weight_map: map }), [`dir/${names[0]}`]: new Uint8Array(3) },
      'header-truncated',
    ],
  ])('are refused for %s', async (_, files, code) => {
    expect(getErrors(await readSafetensors(index, getFiles(files).read))).toEqual([code]);
  });
  it('warn about missing and duplicate tensors', async () => {
    const more = json({ weight_map: { ...map, 'model.ghost.weight': names[0] } });
    expect(getWarnings((await readSafetensors(index, getFiles({ ...shards, [index]: more }).read)).findings)).toEqual([
      'index-invalid',
    ]);
    const twice = { ...shards, [`dir/${names[1]}`]: createSafetensors(Object.fromEntries(tensors)) };
    const outcome = await readSafetensors(index, getFiles({ ...twice, [index]: json({ weight_map: map }) }).read);
    expect(new Set(getWarnings(outcome.findings))).toEqual(new Set(['header-duplicate']));
    expect(totalParameters(getResult(outcome))).toBe(totalParameters(getModel()));
  });
  it('warn if only one is opened', async () => {
    const name = `dir/${names[0]}`;
    const outcome = await readSafetensors(name, getFiles(shards).read);
    expect(getWarnings(outcome.findings)).toEqual(['shard-missing']);
  });
});

describe('a hundred thousand tensors', () => {
  it('become a few nodes', async () => {
    const tensors: Record<string, readonly number[]> = { 'model.embed_tokens.weight': [100, 8] };
    for (let layer = 0; layer < 60; layer += 1) {
      for (let expert = 0; expert < 555; expert += 1) {
        for (const name of ['gate_proj', 'up_proj', 'down_proj'])
          tensors[`model.layers.${layer}.mlp.experts.${expert}.${name}.weight`] = [8, 8];
      }
    }
    const model = getResult(await read(createSafetensors(tensors)));
    const counted = getResult(countAdapter(model, { peft_type: 'LORA', r: 2, target_modules: ['up_proj'] }));
    expect(counted.modules.map(({ path, instances }) => [path, instances])).toEqual([
      ['model.layers.[0-59].mlp.experts.[0-554].up_proj', 33_300],
    ]);
  });
});
