import type { StructureMode } from '../generation/index.ts';
import type { Preset } from './presets.ts';

/** Detected features of a server. */
export interface Features {
  readonly structure: StructureMode;
  readonly maxTokens: 'max_tokens' | 'max_completion_tokens' | 'none';
  /** Optional parameters it refused. */
  readonly without: readonly OptionalParameter[];
}

export type OptionalParameter = 'stream_options' | 'temperature' | 'seed';

/** Stores detected features, for as long as the host decides. */
export interface FeatureMemory {
  get(server: string): Features | undefined;
  set(server: string, features: Features): void;
}

/** A memory that lasts as long as it is referred to. */
export function createFeatureMemory(): FeatureMemory {
  const known = new Map<string, Features>();
  return { get: (server) => known.get(server), set: (server, features) => void known.set(server, features) };
}

/** What to begin with. */
export function getInitialFeatures(preset: Preset): Features {
  return { structure: preset.structure, maxTokens: preset.maxTokens, without: [] };
}

/** A server's error about an unsupported parameter. Never shown or logged. */
export interface Complaint {
  readonly status: number;
  readonly param: string;
  readonly message: string;
}

/** What a request made use of. */
export interface UsedFeatures {
  readonly structure: boolean;
  readonly maxTokens: boolean;
  readonly optional: readonly OptionalParameter[];
}

/** One step down after a refusal, and the name of what is left out; undefined if nothing it says can be left out. */
export interface Adaptation {
  readonly features: Features;
  readonly feature: string;
}

const STRUCTURE_WORDS = /response_format|json_schema|json_object|structured.?output|guided|grammar|schema/i;
const LOWER_STRUCTURE = { json_schema: 'json_object', json_object: 'off', off: 'off' } as const;

/** Finds what a refused request should do without. */
export function adapt(features: Features, used: UsedFeatures, complaint: Complaint): Adaptation | undefined {
  if (![400, 404, 415, 422, 500, 501].includes(complaint.status)) return undefined;
  const text = `${complaint.param} ${complaint.message}`;
  const refused = used.optional.find((name) => text.includes(name));
  if (refused !== undefined) {
    return { features: { ...features, without: [...features.without, refused] }, feature: refused };
  }
  const structured = used.structure && features.structure !== 'off';
  if (structured && STRUCTURE_WORDS.test(text)) return withLowerStructure(features);
  if (used.maxTokens && features.maxTokens !== 'none' && /max_(completion_)?tokens/.test(text)) {
    return withOtherLimit(features, text);
  }
  // A bare "400 Bad Request" is how some servers say that they do not know structured output.
  const unexplained = complaint.param === '' && (complaint.status === 400 || complaint.status === 422);
  return structured && unexplained ? withLowerStructure(features) : undefined;
}

function withLowerStructure(features: Features): Adaptation {
  return { features: { ...features, structure: LOWER_STRUCTURE[features.structure] }, feature: features.structure };
}

function withOtherLimit(features: Features, text: string): Adaptation {
  const advised = text.includes('max_completion_tokens') ? 'max_completion_tokens' : 'none';
  const maxTokens = features.maxTokens === 'max_completion_tokens' ? 'max_tokens' : advised;
  return { features: { ...features, maxTokens }, feature: features.maxTokens };
}
