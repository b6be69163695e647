import { defineMessages } from '../../core/index.ts';

/** Labels of the lines of the estimate. */
export const label = defineMessages({
  'base-weights': { en: 'Base weights', 'zh-CN': '基座权重' },
  'trained-weights': { en: 'Trained weights', 'zh-CN': '可训练权重' },
  gradients: { en: 'Gradients', 'zh-CN': '梯度' },
  optimizer: { en: 'Optimizer states', 'zh-CN': '优化器状态' },
  activations: { en: 'Activations', 'zh-CN': '激活值' },
  logits: { en: 'Logits', 'zh-CN': '输出 logits' },
  overhead: { en: 'Runtime and fragmentation', 'zh-CN': '运行时与显存碎片' },
  'adapter-file': { en: 'Adapter file', 'zh-CN': '适配器文件' },
  'merged-model': { en: 'Merged model', 'zh-CN': '合并后的模型' },
  'full-checkpoint': { en: 'Checkpoint of the full fine-tune', 'zh-CN': '全量微调检查点' },
});

/** Sources of the formulas. */
export const source = defineMessages({
  plain: { en: 'Bytes of the data type', 'zh-CN': '按数据类型的字节数计算' },
  nf4: {
    en: 'QLoRA, arXiv 2305.14314: blocks of 64 with an fp32 constant, double quantisation over 256 blocks; embedding, head and norms are cast to fp32 by prepare_model_for_kbit_training',
    'zh-CN':
      'QLoRA（arXiv 2305.14314）：每 64 个权重一组、一个 fp32 常数，双重量化每 256 组；嵌入层、输出头和归一化层由 prepare_model_for_kbit_training 转为 fp32',
  },
  int8: {
    en: 'LLM.int8, arXiv 2208.07339: one byte per weight and an fp32 scale per row; the rest is cast to fp32 by prepare_model_for_kbit_training',
    'zh-CN':
      'LLM.int8（arXiv 2208.07339）：每个权重 1 字节、每行一个 fp32 缩放；其余部分由 prepare_model_for_kbit_training 转为 fp32',
  },
  fp8: {
    en: 'FP8 with an fp32 scale per block of 128 × 128; the rest stays bf16',
    'zh-CN': 'FP8，每 128 × 128 一个 fp32 缩放；其余部分保持 bf16',
  },
  adapter: {
    en: 'PEFT keeps adapters in fp32 (autocast_adapter_dtype) since 0.12',
    'zh-CN': 'PEFT 自 0.12 起默认以 fp32 保存适配器权重（autocast_adapter_dtype）',
  },
  master: {
    en: 'Mixed precision keeps an fp32 copy of the weights (Hugging Face, “Model training anatomy”)',
    'zh-CN': '混合精度训练会保留一份 fp32 主权重（Hugging Face《Model training anatomy》）',
  },
  gradients: {
    en: 'One gradient per trained parameter, in its precision',
    'zh-CN': '每个可训练参数一个梯度，精度与参数相同',
  },
  adamw: {
    en: 'AdamW keeps two moments per parameter, in its precision',
    'zh-CN': 'AdamW 为每个参数保存两个动量，精度与参数相同',
  },
  adam8: {
    en: '8-bit optimizers, arXiv 2110.02861: two bytes per parameter and an fp32 constant per block of 256 for each moment',
    'zh-CN': '8-bit 优化器（arXiv 2110.02861）：每个参数 2 字节，两个动量各自每 256 个一组、一个 fp32 常数',
  },
  adafactor: {
    en: 'Adafactor, arXiv 1804.04235: row sums and column sums per matrix instead of a moment per value',
    'zh-CN': 'Adafactor（arXiv 1804.04235）：每个矩阵只存行和与列和，而不是逐值的动量',
  },
  paged: {
    en: 'Paged optimizers, arXiv 2305.14314: states move to the host’s memory while the card is full',
    'zh-CN': '分页优化器（arXiv 2305.14314）：显存不足时状态会移到主机内存',
  },
  momentum: { en: 'One fp32 moment per parameter', 'zh-CN': '每个参数一个 fp32 动量' },
  activations: {
    en: 'Tensors kept for the backward pass, after arXiv 2205.05198, with a factor fitted on measurements (docs/lora.md)',
    'zh-CN': '反向传播需要保留的张量，按 arXiv 2205.05198 推算，系数由实测数据拟合（见 docs/lora.md）',
  },
  checkpointed: {
    en: 'With checkpointing (arXiv 1604.06174): the input of every layer, and one layer during recomputation, with factors fitted on measurements (docs/lora.md)',
    'zh-CN': '使用梯度检查点（arXiv 1604.06174）：每层的输入，外加重算时的一层，系数由实测数据拟合（见 docs/lora.md）',
  },
  logits: {
    en: 'Logits with their copies and gradients; bytes per logit fitted on measurements (docs/lora.md)',
    'zh-CN': 'logits 及其副本与梯度；每个 logit 的字节数由实测数据拟合（见 docs/lora.md）',
  },
  chunkedLogits: {
    en: 'Chunked cross-entropy computes the logits of a part of the tokens at a time',
    'zh-CN': '分块交叉熵每次只计算一部分 token 的 logits',
  },
  overhead: {
    en: 'Runtime and fragmentation, fitted on measurements (docs/lora.md)',
    'zh-CN': '运行时与显存碎片，由实测数据拟合（见 docs/lora.md）',
  },
  file: {
    en: 'adapter_model.safetensors: four bytes per value, one header entry per tensor',
    'zh-CN': 'adapter_model.safetensors：每个值 4 字节，另有每个张量一条的文件头',
  },
  fileWithEmbeddings: {
    en: 'adapter_model.safetensors; PEFT also writes the full embedding and head, because they are adapted or resized (save_embedding_layers="auto")',
    'zh-CN':
      'adapter_model.safetensors；由于嵌入层或输出头被适配或调整过大小，PEFT 还会写入它们的完整权重（save_embedding_layers="auto"）',
  },
  merged: { en: 'All weights of the merged model in bf16', 'zh-CN': '合并后的全部权重，按 bf16 计' },
});
