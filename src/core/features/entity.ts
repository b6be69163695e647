import type { CallOccurrence } from '../model/model.ts';
import type { ArgumentNode, ValueNode } from '../parser/callNodes.ts';
import type { BlockNode } from '../parser/tree.ts';
import type { Procedure, Step } from '../procedures/procedure.ts';
import type { Tool } from '../schemas/tool.ts';
import type { JsonValue } from '../text/json.ts';
import type { TextRange } from '../text/range.ts';
import type { ParameterPath } from './parameters.ts';

/** A tool by its name; `tool` is absent where none is loaded that has it. */
export interface ToolEntity {
  readonly kind: 'tool';
  readonly name: string;
  readonly tool: Tool | undefined;
}

/** A parameter by its path in the tool's schema; it need not exist there. */
export interface ParameterEntity {
  readonly kind: 'parameter';
  readonly toolName: string;
  readonly tool: Tool | undefined;
  readonly path: ParameterPath;
}

/** A value of a parameter. */
export interface ValueEntity {
  readonly kind: 'value';
  readonly toolName: string;
  readonly tool: Tool | undefined;
  readonly path: ParameterPath;
  readonly value: JsonValue;
  /** True if the schema lists it (`enum`, `const`), so that it is one thing wherever it is written. */
  readonly listed: boolean;
}

/** A step of a procedure; `step` is absent where the number leads to none. */
export interface StepEntity {
  readonly kind: 'step';
  readonly number: string;
  readonly procedure: Procedure | undefined;
  readonly step: Step | undefined;
}

export interface LabelEntity {
  readonly kind: 'label';
  readonly block: BlockNode;
}

/** A path to another file, as written in `from`. */
export interface PathEntity {
  readonly kind: 'path';
  readonly path: string;
  readonly from: string;
}

/** A key of a front matter or of a project file, or a value under it that its schema lists. */
export interface KeyEntity {
  readonly kind: 'key';
  readonly file: 'front-matter' | 'procedure' | 'project';
  readonly path: readonly string[];
  readonly value?: JsonValue;
}

export type Entity = ToolEntity | ParameterEntity | ValueEntity | StepEntity | LabelEntity | PathEntity | KeyEntity;

/** One location where an entity is named. */
export interface EntityOccurrence {
  readonly entity: Entity;
  /** The name alone, without quotes and punctuation. */
  readonly range: TextRange;
  /** `mention`: named in prose, such as a call within a sentence or a tool in a step. */
  readonly role: 'declaration' | 'use' | 'mention';
  /** The call the location is in, for occurrences in calls. */
  readonly site?: CallOccurrence;
  readonly argument?: ArgumentNode;
  readonly node?: ValueNode;
}
