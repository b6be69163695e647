import { TabInputWebview, window } from 'vscode';
import type { ReadRange } from '../../finetuning/index.ts';
import { type Lazy, lazily } from '../lazy.ts';
import type { Session } from '../session.ts';

/** The LoRA panel; its code is loaded when it is opened or restored. */
export function registerLora(session: Session, readRange?: ReadRange): Lazy {
  const lora = lazily(['sopShots.openLoraEstimator'], async () => {
    const { registerLoraPanel } = await import('./panel.ts');
    return registerLoraPanel(session, readRange);
  });
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const isOpen = tabs.some(({ input }) => input instanceof TabInputWebview && /sopShots\.lora$/.test(input.viewType));
  if (isOpen) void lora.bring();
  return lora;
}
