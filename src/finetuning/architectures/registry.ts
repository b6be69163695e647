import type { Architecture } from './architecture.ts';
import { bert } from './bert.ts';
import { bloom } from './bloom.ts';
import { chatglm } from './chatglm.ts';
import { deepseek } from './deepseek.ts';
import { falcon } from './falcon.ts';
import { gemma3 } from './gemma3.ts';
import { glm } from './glm.ts';
import { gpt2, gptBigCode } from './gpt2.ts';
import { gpt3 } from './gpt3.ts';
import { gptNeoX } from './gptNeoX.ts';
import { gptOss } from './gptOss.ts';
import { jamba } from './jamba.ts';
import { llamaFamily } from './llama.ts';
import { llava } from './llava.ts';
import { mamba } from './mamba.ts';
import { minimax } from './minimax.ts';
import { mixtral } from './mixtral.ts';
import { modernBert } from './modernBert.ts';
import { opt } from './opt.ts';
import { phi, phi3 } from './phi.ts';
import { qwen3Next } from './qwen3Next.ts';
import { qwenMoe } from './qwenMoe.ts';
import { qwenVision } from './qwenVision.ts';
import { baichuan, internlm2, qwen1 } from './remoteDecoders.ts';
import { segformer } from './segformer.ts';
import { stablelm } from './stablelm.ts';
import { starcoder2 } from './starcoder2.ts';
import { t5 } from './t5.ts';
import { vit } from './vit.ts';
import { whisper } from './whisper.ts';

const families: readonly Architecture[] = [
  llamaFamily,
  mixtral,
  qwenMoe,
  gemma3,
  phi,
  phi3,
  gpt2,
  gptBigCode,
  gptNeoX,
  falcon,
  bloom,
  opt,
  t5,
  bert,
  modernBert,
  chatglm,
  glm,
  qwen1,
  baichuan,
  internlm2,
  deepseek,
  starcoder2,
  stablelm,
  gptOss,
  gpt3,
  vit,
  whisper,
  segformer,
  qwenVision,
  qwen3Next,
  minimax,
  mamba,
  llava,
  jamba,
];

const byModelType = new Map(families.flatMap((family) => family.modelTypes.map((type) => [type, family] as const)));

/** The family that reads configurations of a `model_type`. */
export function getArchitecture(modelType: string): Architecture | undefined {
  return byModelType.get(modelType);
}

/** All `model_type` values that can be read, sorted. */
export const knownModelTypes: readonly string[] = [...byModelType.keys()].sort();
