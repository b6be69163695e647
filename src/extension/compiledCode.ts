import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { replaceFile } from '../files/index.ts';

/** A file that was read as a module. */
export interface LoadedModule {
  readonly exports: unknown;
  /** True if it was compiled before. */
  readonly isKept: boolean;
  /** Keeps what V8 has compiled of the file by now, unless that was kept before. */
  keep(): Promise<void>;
}

/**
 * Reads a CommonJS file as `require` does, but takes what V8 compiled of it from the file `kept`, since compiling is
 * most of what a start takes. Where nothing is kept, or something of another bundle, another V8 or another machine, or
 * a part of it, the file is compiled as ever.
 */
export function loadCompiled(path: string, kept: string, require: NodeJS.Require): LoadedModule {
  const source = readFileSync(path);
  const cachedData = readKept(kept, source);
  const script = new Script(`${PROLOGUE}${source}\n})`, {
    filename: path,
    columnOffset: -PROLOGUE.length,
    ...(cachedData && { cachedData }),
  });
  const module: { exports: unknown } = { exports: {} };
  script.runInThisContext().call(module.exports, module.exports, require, module, path, dirname(path));
  const isKept = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    exports: module.exports,
    isKept,
    keep: async () => {
      if (!isKept) await write(kept, source, script.createCachedData());
    },
  };
}

/** What Node itself puts around a module. */
const PROLOGUE = '(function (exports, require, module, __filename, __dirname) { ';

/** A digest precedes the compiled code: V8 checks only the header and terminates the process on corrupt data. */
const DIGEST_LENGTH = 32;

function readKept(kept: string, source: Buffer): Buffer | undefined {
  const bytes = readIfThere(kept);
  if (bytes === undefined) return undefined;
  const code = bytes.subarray(DIGEST_LENGTH);
  return digestOf(source, code).equals(bytes.subarray(0, DIGEST_LENGTH)) ? code : undefined;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function digestOf(source: Buffer, code: Buffer): Buffer {
  const { arch, versions } = process;
  return createHash('sha256').update(`${arch} ${versions.v8} ${source.length} `).update(source).update(code).digest();
}

/** Several windows may write at once, and what cannot be written is only slower the next time. */
async function write(kept: string, source: Buffer, code: Buffer): Promise<void> {
  await replaceFile(kept, Buffer.concat([digestOf(source, code), code])).catch(() => {});
}
