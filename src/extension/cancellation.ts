import type { CancellationToken } from 'vscode';

/** An abort controller that a cancellation of VS Code aborts. */
export function toAbortController(token: CancellationToken): AbortController {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller;
}
