/** The only public entry of the Node file writer: every file that a Node host writes goes through it. */
export { appendToFile } from './appendToFile.ts';
export { backupFile } from './backupFile.ts';
export { FileError, type FileErrorCode } from './fileError.ts';
export { type MoveOptions, moveFile } from './moveFile.ts';
export { type OutputFile, openOutput } from './outputFile.ts';
export { type ReplaceOptions, replaceFile } from './replaceFile.ts';
export { isInFolder } from './target.ts';
