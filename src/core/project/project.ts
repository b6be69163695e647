import type { Message } from '../l10n/messages.ts';
import type { PathEntry, ToolEntry } from '../model/model.ts';
import type { Role, WritableStyle } from '../parser/roles.ts';
import type { ProviderId } from '../schemas/providers/index.ts';
import type { JsonObject } from '../text/json.ts';
import type { TextRange } from '../text/range.ts';
import type { Severity } from './severity.ts';

/** A project file (`sop-shots.yaml`) as data, every key with its default filled in. */
export interface Project {
  /** Absent when there is no project file and everything is default. */
  readonly uri: string | undefined;
  readonly tools: readonly ToolEntry[];
  readonly sop: readonly PathEntry[];
  /** Words the project adds to a role's labels. */
  readonly labels: Readonly<Partial<Record<Role, readonly string[]>>>;
  /** Names of bracket or call actions that are replies, such as `Finish`. */
  readonly finish: readonly string[];
  readonly openapi: { readonly in: readonly ('header' | 'cookie')[]; readonly ignoreParameters: readonly string[] };
  /** Tool names by `METHOD /path` or operationId. */
  readonly names: Readonly<Record<string, string>>;
  /** Whom the tools are for: what these providers accept is checked. */
  readonly targets: readonly ProviderId[];
  readonly style: ProjectStyle;
  /** By rule id. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly generation: JsonObject;
  readonly privacy: JsonObject;
  readonly export: JsonObject;
  readonly problems: readonly (TextRange & { readonly message: Message })[];
}

/** How the formatter writes labels and separators. `keep` leaves them as they are. */
export interface ProjectStyle {
  readonly labels: 'keep' | 'en' | 'zh-CN' | Readonly<Partial<Record<Role, string>>>;
  readonly colon: 'keep' | ':' | '：';
  readonly bold: 'keep' | 'none' | 'word' | 'word-and-colon';
  readonly roundSeparator: 'keep' | 'none' | 'blank' | '---' | '***';
  /** The style every shot is meant to have, where the author names one. */
  readonly shots?: WritableStyle;
}

/** The setting of one rule in a project file; without a severity the default one applies. */
export interface RuleSetting {
  readonly severity: Severity | 'off' | undefined;
  readonly options: JsonObject;
}
