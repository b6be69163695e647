import { defineMessages, type Message } from '../../core/index.ts';
import type { Finding, FindingCode } from '../finding.ts';
import type { ModelTree } from '../model/tree.ts';
import { refusedByConversion } from './alternatives.ts';
import { grouped } from './printedLine.ts';
import type { CountAlternative, CountResult } from './result.ts';

const say = defineMessages({
  versions: {
    en: 'The count depends on the versions of transformers and PEFT: {list}.',
    'zh-CN': '结果取决于 transformers 和 PEFT 的版本：{list}。',
  },
  'experts-per-expert': {
    en: '{count} if each expert is a separate module (transformers 4, or the model’s own code)',
    'zh-CN': '每个专家是独立模块时为 {count}（transformers 4 或模型自带代码）',
  },
  'experts-fused': {
    en: '{count} if experts are fused and PEFT keeps the names (transformers 5)',
    'zh-CN': '专家权重合并且 PEFT 不改写名称时为 {count}（transformers 5）',
  },
  'experts-converted': {
    en: '{count} if experts are fused and PEFT rewrites the names to target_parameters (newer PEFT; checked against PEFT 0.21 with transformers 5)',
    'zh-CN':
      '专家权重合并且 PEFT 自动改写为 target_parameters 时为 {count}（较新的 PEFT；已与 PEFT 0.21 和 transformers 5 核对）',
  },
  chooseMoe: {
    en: 'Choose the layout of your training environment: per-expert or fused.',
    'zh-CN': '请按训练环境的实际情况选择 per-expert 或 fused。',
  },
  option: {
    en: 'The effect of “{field}” is taken from PEFT’s source and depends on its version; it is not confirmed by a published figure.',
    'zh-CN': '“{field}”的增量依据 PEFT 源码得出，与版本有关，尚无公开数据印证。',
  },
  tied: {
    en: 'Embedding and head share their weight, but this configuration trains them separately; after merging they differ.',
    'zh-CN': '嵌入层与输出头共享权重，但这里会分别训练；合并适配器后两者将不再一致。',
  },
  tieThem: {
    en: 'Set ensure_weight_tying to train them together.',
    'zh-CN': '设置 ensure_weight_tying 可以让两者一起训练。',
  },
  fullEmbedding: {
    en: 'The adapter file will also contain the full embedding and head: PEFT saves them if they are adapted or resized.',
    'zh-CN': '适配器文件还会包含完整的嵌入层和输出头：一旦它们被适配或词表大小改变，PEFT 就会一并保存。',
  },
});

function isLayout(id: CountAlternative['id']): id is 'experts-per-expert' | 'experts-fused' | 'experts-converted' {
  return id.startsWith('experts-');
}

/** Warnings and notes about a valid count. */
export function adviseOnCount(
  model: ModelTree,
  counted: CountResult,
  alternatives: readonly CountAlternative[],
): readonly Finding[] {
  const findings: Finding[] = [];
  const note = (
    code: FindingCode,
    severity: 'warning' | 'info',
    field: string,
    message: Message,
    advice?: Message,
  ): void => {
    findings.push({ code, severity, field, message, ...(advice === undefined ? {} : { advice }) });
  };
  if (alternatives.length > 0) {
    const list = alternatives.flatMap(({ id, trainable }) =>
      isLayout(id) ? [say(id, { count: grouped(trainable) })] : [],
    );
    note('version-dependent', 'warning', 'moe', say('versions', { list }), say('chooseMoe'));
  }
  const { config } = counted;
  const refused = refusedByConversion(model, config);
  if (refused !== undefined) findings.push(refused);
  for (const field of ['kasa_config', 'ensure_weight_tying'] as const) {
    if (config[field] !== undefined && config[field] !== false)
      note('version-dependent', 'info', field, say('option', { field }));
  }
  const touched = new Set(counted.modules.filter(({ role }) => role !== 'bias').map(({ path }) => path));
  const embedding = model.inputEmbedding !== undefined && touched.has(model.inputEmbedding);
  const head = model.outputHead !== undefined && touched.has(model.outputHead);
  const bySaving = counted.modules.some(({ role, path }) => role === 'tokens' && path === model.inputEmbedding);
  if (model.tied && (embedding || head) && !bySaving && config.ensure_weight_tying !== true) {
    note('tied-weights', 'warning', 'target_modules', say('tied'), say('tieThem'));
  }
  const adapted = counted.modules.some(
    ({ role, path }) => role === 'adapter' && (path === model.inputEmbedding || path === model.outputHead),
  );
  if (config.peft_type === 'LORA' && (adapted || model.addedTokens > 0)) {
    note('full-embedding-saved', 'info', 'target_modules', say('fullEmbedding'));
  }
  return findings;
}
