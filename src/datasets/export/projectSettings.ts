import { isObject, type JsonObject, type JsonValue } from '../../core/index.ts';
import { parseToolSelection } from '../conversation/toolDefinitions.ts';
import { type DatasetTarget, OBSERVATION_MODES, THOUGHT_MODES } from '../targets/target.ts';
import type { WireNames } from '../targets/wireNames.ts';
import { type ExportSettings, getDefaultSettings } from './settings.ts';

/** The settings of a target with what the project file says under `export`, apart from the system text, which is a file. */
export function toProjectSettings(target: DatasetTarget, project: JsonObject): ExportSettings {
  const defaults = getDefaultSettings(target);
  const thought = among(THOUGHT_MODES, project.thought);
  const wireNames = toWireNames(project.wireNames);
  return {
    ...defaults,
    // The project file may be for another target.
    thought: thought !== undefined && target.thoughts.includes(thought) ? thought : defaults.thought,
    splitTurns: project.splitTurns === true,
    parallel: among(['keep', 'split'], project.parallel) ?? defaults.parallel,
    plainAs: among(['react', 'skip'], project.plainAs) ?? defaults.plainAs,
    observations: among(OBSERVATION_MODES, project.observations) ?? defaults.observations,
    arguments: among(['object', 'string'], project.arguments) ?? defaults.arguments,
    status: among(['any', 'approved'], project.status),
    tools: (typeof project.tools === 'string' ? parseToolSelection(project.tools) : undefined) ?? defaults.tools,
    template: typeof project.template === 'string' ? project.template : undefined,
    wireNames: wireNames ?? {},
    generateNames: wireNames !== undefined,
  };
}

/** A map of tool names to their names in data; undefined if the value is none. */
export function toWireNames(value: JsonValue | undefined): WireNames | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  const isNames = entries.every((entry): entry is [string, string] => typeof entry[1] === 'string');
  return isNames ? (Object.fromEntries(entries) as WireNames) : undefined;
}

function among<const Choice extends string>(
  choices: readonly Choice[],
  value: JsonValue | undefined,
): Choice | undefined {
  return choices.find((choice) => choice === value);
}
