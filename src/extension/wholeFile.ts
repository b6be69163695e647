import { type Uri, workspace } from 'vscode';

let written = 0;

/** Writes beside the target first, so that a failure leaves the old file as it was. */
export async function writeWhole(target: Uri, bytes: Uint8Array): Promise<void> {
  const temporary = target.with({ path: `${target.path}.${Date.now()}-${++written}.tmp` });
  await workspace.fs.writeFile(temporary, bytes);
  await workspace.fs.rename(temporary, target, { overwrite: true });
}
