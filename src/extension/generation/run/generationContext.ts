import type { RunSummary } from '../../../generation/index.ts';
import type { ActiveRuns } from '../../activeRuns.ts';
import type { Session } from '../../session.ts';
import type { ModelChooser } from '../connections/modelChooser.ts';
import type { Preview, Previews } from '../review/preview.ts';
import type { RunStore } from './runStore.ts';

/** What a command answers to the program that called it. */
export interface RunAnswer {
  readonly outcome: RunSummary['outcome'];
  /** How many shots are in the preview. */
  readonly shots: number;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

/** What every command of this area works with. */
export interface GenerationContext {
  readonly session: Session;
  readonly previews: Previews;
  readonly models: ModelChooser;
  readonly store: RunStore;
  /** The runs of this window, with or without a model. */
  readonly runs: ActiveRuns;
  /** The ids of kept runs that are under way. */
  readonly running: Set<string>;
  /** The previews of kept runs by the id of the run: what is still to be seen in this window need not be resumed. */
  readonly open: Map<string, Preview | undefined>;
}
