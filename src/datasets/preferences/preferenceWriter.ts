import type { JsonObject } from '../../core/index.ts';
import { type Exclusion, isExclusion } from '../exclusion.ts';
import { toProjectSettings } from '../export/projectSettings.ts';
import type { CompanionFile, DataFile, TargetOptions } from '../targets/target.ts';
import { createWireNaming } from '../targets/wireNames.ts';
import { toPairConversation } from './pairConversation.ts';
import type { PreferencePair } from './preferencePair.ts';
import type { PreferenceTarget } from './preferenceTarget.ts';

/** Writes the rows of preference data. */
export interface PreferenceWriter {
  readonly target: PreferenceTarget;
  /** The lines of a pair as JSON, one or two; or why the format cannot hold it. */
  write(pair: PreferencePair): readonly string[] | Exclusion;
  /** The files beside the data: how the trainer finds it, and the names of tools that were changed. */
  companions(files: readonly DataFile[]): readonly CompanionFile[];
}

/** `project` is `export` of the project file: how thoughts are written, and the names of tools. */
export function createPreferenceWriter(target: PreferenceTarget, project: JsonObject): PreferenceWriter {
  const { base } = target;
  const settings = toProjectSettings(base, project);
  const naming = createWireNaming(settings.wireNames, base.namePattern, base.namePattern !== undefined);
  const options: TargetOptions = {
    thought: settings.thought,
    observations: settings.observations,
    arguments: settings.arguments,
    wireName: naming.nameOf,
    template: settings.template,
    uniform: true,
  };
  return {
    target,
    write: (pair) => {
      const problem = [pair.chosen, pair.rejected]
        .map((turn) => naming.findProblem(toPairConversation(pair, turn)))
        .find((found) => found !== undefined);
      if (problem !== undefined) return problem;
      const [chosen, rejected] = [pair.chosen, pair.rejected].map((turn) =>
        base.toRow(toPairConversation(pair, turn), options),
      );
      if (chosen === undefined || rejected === undefined) return [];
      if (isExclusion(chosen)) return chosen;
      if (isExclusion(rejected)) return rejected;
      const { turns, ...rest } = toPairConversation(pair, pair.chosen);
      const before = base.toRow({ ...rest, turns: turns.slice(0, -1) }, options);
      const rows = target.toRows({ chosen, rejected, before: isExclusion(before) ? {} : before });
      return rows.map((row) => JSON.stringify(row));
    },
    companions: (files) => [
      ...(target.companions?.(files) ?? []),
      ...(naming.used.size === 0
        ? []
        : [{ name: 'names.json', text: `${JSON.stringify(Object.fromEntries(naming.used), undefined, 2)}\n` }]),
    ],
  };
}
