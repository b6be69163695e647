import type { Language, WritableStyle } from '../../core/index.ts';
import type { MaskLevel, StructureMode } from '../../generation/index.ts';

/** What the command line says about the server and what may be sent to it. */
export interface ServerFlags {
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly model?: string;
  readonly header: readonly string[];
  readonly proxy?: string;
  readonly timeout?: number;
  readonly allowSend: readonly string[];
  readonly mask?: MaskLevel;
}

/** What the command line says, as commander gives it. */
export interface GenerateFlags extends ServerFlags {
  readonly sop?: string;
  readonly tools: readonly string[];
  readonly forTool?: string;
  readonly text?: string;
  readonly like?: string;
  readonly repair?: string;
  readonly stdin?: boolean;
  readonly style?: WritableStyle;
  readonly count?: number;
  readonly perPath?: number;
  readonly instructions?: string;
  readonly language?: Language;
  readonly seed?: number;
  readonly out?: string;
  readonly append?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly maxRepairs?: number;
  readonly concurrency?: number;
  readonly shotsPerRequest?: number;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly prices?: string;
  readonly reviewer?: string;
  readonly reviewerUrl?: string;
  readonly listModels?: boolean;
  readonly writeTemplates?: boolean;
  readonly batchOut?: string;
  readonly batchIn?: string;
  readonly names?: string;
  readonly structured?: StructureMode;
}
