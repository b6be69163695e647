import { defineMessages } from '../../core/index.ts';
import { type Finding, failure, type Outcome, settle } from '../finding.ts';
import { linear, tie } from '../model/builders.ts';
import type { ModelOptions } from '../model/options.ts';
import type { ModelTree, ModuleNode } from '../model/tree.ts';
import { getNamedModules, isIndexSegment, type NamedModule } from '../model/walk.ts';
import { compactTree } from './compactTree.ts';
import { inferDimensions } from './inferDimensions.ts';
import type { TensorInfo } from './tensorInfo.ts';

const say = defineMessages({
  packed: {
    en: 'The weights are packed ({dtype}, “{name}”), so the header does not contain their real shapes.',
    'zh-CN': '权重是打包存储的（{dtype}，“{name}”），文件头里没有真实形状。',
  },
  unpacked: {
    en: 'Open the config.json of the model, or the files of the model it was quantised from.',
    'zh-CN': '请打开该模型的 config.json，或量化之前的原始模型文件。',
  },
  inferred: {
    en: 'The count is inferred from names and shapes: some embeddings, buffers and shared weights may be misidentified.',
    'zh-CN': '计数由名称和形状推断得出：部分嵌入层、缓冲区或共享权重可能识别有误。',
  },
  openConfig: {
    en: 'Open the model’s config.json for the exact count.',
    'zh-CN': '打开该模型的 config.json 可得到精确计数。',
  },
  empty: { en: 'The header names no tensors.', 'zh-CN': '文件头中没有任何张量。' },
  tied: {
    en: 'The files have no lm_head; the count assumes that it shares the weight of “{name}”.',
    'zh-CN': '文件中没有 lm_head，按其与“{name}”共享权重处理。',
  },
  shrinks: {
    en: 'A vocabulary of {size} is smaller than the model’s {own}: resizing removes rows of the embedding and the head.',
    'zh-CN': '词表大小 {size} 小于模型自带的 {own}：调整大小会截掉嵌入层和输出头的若干行。',
  },
});

/** Suffixes of packed weights: bitsandbytes, GPTQ and AWQ, MXFP4. */
const packedNames = /(\.weight\.(absmax|quant_map|quant_state[^.]*|nested_absmax|nested_quant_map)|\.qweight|_blocks)$/;

/** Buffers that checkpoints contain: they are not parameters. */
const BUFFER_NAME =
  /(^|\.)(final_logits_bias|position_ids|inv_freq|original_inv_freq|e_score_correction_bias|num_batches_tracked|running_mean|running_var|masked_bias|cos_cached|sin_cached|embed_scale|attn\.bias)$/;

/** The tree of a model from the names and shapes of its tensors. */
export function buildTensorTree(tensors: readonly TensorInfo[], options: ModelOptions): Outcome<ModelTree> {
  const packed = tensors.find((tensor) => packedNames.test(tensor.name));
  if (packed !== undefined) {
    const message = say('packed', { dtype: packed.dtype, name: packed.name });
    return failure({ code: 'header-packed', severity: 'error', field: '', message, advice: say('unpacked') });
  }
  if (tensors.length === 0) {
    return failure({ code: 'header-invalid-tensor', severity: 'error', field: '', message: say('empty') });
  }
  const findings: Finding[] = [];
  const bare = compactTree(tensors.filter((tensor) => !BUFFER_NAME.test(tensor.name)));
  findings.push({
    code: 'header-inferred',
    severity: 'info',
    field: '',
    message: say('inferred'),
    advice: say('openConfig'),
  });
  const names = importantNames(getNamedModules(bare));
  const root = withTiedHead(resize(bare, names, options, findings), names, findings);
  const modules = getNamedModules(root);
  const outputHead = names.head ?? (root === bare || names.embedding === undefined ? undefined : tiedHeadName(root));
  const model: ModelTree = {
    name: options.name ?? 'safetensors',
    modelType: '',
    className: '',
    root,
    ...(outputHead === undefined ? {} : { outputHead }),
    ...(names.embedding === undefined ? {} : { inputEmbedding: names.embedding }),
    tied: names.head === undefined && outputHead !== undefined,
    addedTokens: options.addedTokens ?? 0,
    dimensions: inferDimensions(modules, names.embedding),
  };
  return settle(model, findings);
}

interface ImportantNames {
  readonly embedding: string | undefined;
  readonly head: string | undefined;
}

/** The token embedding is the one with the most rows; the head a linear layer of as many rows outside of layers. */
function importantNames(modules: readonly NamedModule[]): ImportantNames {
  const single = modules.filter((named) => named.path.every((segment) => !isIndexSegment(segment)));
  const embedding = single
    .filter(({ node }) => node.kind === 'embedding')
    .toSorted((a, b) => (b.node.inFeatures ?? 0) - (a.node.inFeatures ?? 0))[0];
  const head = single.find(
    ({ node }) => node.kind === 'linear' && embedding !== undefined && node.outFeatures === embedding.node.inFeatures,
  );
  return { embedding: embedding?.path.join('.'), head: head?.path.join('.') };
}

/** Changes the rows of the embedding and of the head. */
function resize(root: ModuleNode, names: ImportantNames, options: ModelOptions, findings: Finding[]): ModuleNode {
  if (names.embedding === undefined) return root;
  const own = at(root, names.embedding)?.inFeatures ?? 0;
  const size = (options.vocabSize ?? own) + (options.addedTokens ?? 0);
  if (size === own) return root;
  if (size < own) {
    const message = say('shrinks', { size, own });
    findings.push({ code: 'vocabulary-shrinks', severity: 'warning', field: 'vocabSize', message });
  }
  const withRows = (node: ModuleNode): ModuleNode => ({
    ...node,
    ...(node.kind === 'embedding' ? { inFeatures: size } : { outFeatures: size }),
    parameters: node.parameters.map((own) => ({ ...own, shape: [size, ...own.shape.slice(1)] })),
  });
  const resized = replace(root, names.embedding.split('.'), withRows);
  return names.head === undefined ? resized : replace(resized, names.head.split('.'), withRows);
}

/** A language model without a head in its files shares the embedding's weight. */
function withTiedHead(root: ModuleNode, names: ImportantNames, findings: Finding[]): ModuleNode {
  const { embedding, head } = names;
  if (head !== undefined || embedding === undefined || !/(^|\.)(embed_tokens|wte|word_embeddings)$/.test(embedding))
    return root;
  if (embedding.startsWith('bert') || embedding.includes('embeddings.')) return root;
  const node = at(root, embedding);
  const tied = tie(linear(node?.outFeatures ?? 0, node?.inFeatures ?? 0), `${embedding}.weight`);
  findings.push({ code: 'tied-weights', severity: 'info', field: '', message: say('tied', { name: embedding }) });
  return { ...root, children: [...root.children, { name: 'lm_head', node: tied }] };
}

function tiedHeadName(root: ModuleNode): string | undefined {
  return root.children.some((child) => 'name' in child && child.name === 'lm_head') ? 'lm_head' : undefined;
}

function at(root: ModuleNode, name: string): ModuleNode | undefined {
  let node: ModuleNode | undefined = root;
  for (const segment of name.split('.')) {
    node = node?.children.find((child) => 'name' in child && child.name === segment)?.node;
  }
  return node;
}

function replace(
  node: ModuleNode,
  [name, ...rest]: readonly string[],
  change: (node: ModuleNode) => ModuleNode,
): ModuleNode {
  if (name === undefined) return change(node);
  const children = node.children.map((child) =>
    'name' in child && child.name === name ? { name, node: replace(child.node, rest, change) } : child,
  );
  return { ...node, children };
}
