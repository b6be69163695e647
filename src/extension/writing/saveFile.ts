import { type Uri, window } from 'vscode';
import type { Session } from '../session.ts';
import { toWriteMessage } from './fileWriter.ts';

/**
 * Writes a file that the user chose. `expected` is its content when the user agreed to replace it, by default the
 * content now. False, with a message, if it was left as it is.
 */
export async function saveFile(
  { files, t }: Session,
  target: Uri,
  bytes: Uint8Array,
  expected?: Uint8Array | null,
): Promise<boolean> {
  try {
    await files.write(target, bytes, expected === undefined ? await files.contentOf(target) : expected);
    return true;
  } catch (error) {
    void window.showErrorMessage(t(toWriteMessage(target, error)));
    return false;
  }
}
