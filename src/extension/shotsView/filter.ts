import { type QuickPickItem, window } from 'vscode';
import type { Message } from '../../core/index.ts';
import type { Session } from '../session.ts';
import type { ShotFilter } from './shotList.ts';
import { say } from './words.ts';

const NAMES = {
  all: say('all'),
  draft: say('onlyDrafts'),
  approved: say('onlyApproved'),
  none: say('onlyNone'),
  problems: say('onlyProblems'),
} as const satisfies Readonly<Record<ShotFilter['show'], Message>>;

/** Asks which shots to show; undefined if the user leaves. */
export async function askFilter({ t }: Session, now: ShotFilter): Promise<ShotFilter | undefined> {
  const shows = Object.keys(NAMES) as readonly ShotFilter['show'][];
  const items: readonly (QuickPickItem & { readonly show: ShotFilter['show'] | undefined })[] = [
    ...shows.map((show) => ({ label: t(NAMES[show]), description: show === now.show ? '$(check)' : '', show })),
    { label: t(say('byText')), description: now.text, show: undefined },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t(say('filter')) });
  if (picked === undefined) return undefined;
  if (picked.show !== undefined) return { show: picked.show, text: picked.show === 'all' ? '' : now.text };
  const text = await window.showInputBox({ prompt: t(say('textPrompt')), value: now.text });
  return text === undefined ? undefined : { ...now, text };
}

/** A filter in words. */
export function describeFilter({ t }: Session, { show, text }: ShotFilter): string {
  const words = text.trim() === '' ? [] : [`“${text.trim()}”`];
  return [...(show === 'all' ? [] : [t(NAMES[show])]), ...words].join(' · ');
}
