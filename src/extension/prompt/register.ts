import type { ModelChooser } from '../generation/connections/modelChooser.ts';
import { type Lazy, lazily } from '../lazy.ts';
import type { Session } from '../session.ts';

/** Copying and previewing prompts; the code is loaded when the first of the commands is called. */
export function registerPrompts(session: Session, models: ModelChooser): Lazy {
  return lazily(['sopShots.copyAsPrompt', 'sopShots.previewPrompt'], async () => {
    const { registerPromptCommands } = await import('./registerPromptCommands.ts');
    return registerPromptCommands(session, models);
  });
}
