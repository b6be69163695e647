import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../vscode/environment.ts';

/** The file with the licenses of the packages that are part of the bundles. */
export const NOTICES_PATH = 'dist/THIRD-PARTY-NOTICES.txt';

/** Written by esbuild.mjs: per bundle, the folders of the packages it holds. */
const PACKAGES_PATH = 'dist/packages.json';

const LICENSE_FILE = /^(licen[cs]e|copying|notice)/i;
const RULE = '-'.repeat(79);

/** A package that is part of a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  /** The texts of its license files, as far as they are those of the license that is used; empty if it ships none. */
  readonly texts: readonly string[];
}

/** The packages in some bundles, by name. */
export function readBundledPackages(bundles: readonly string[]): readonly BundledPackage[] {
  const byBundle: Readonly<Record<string, readonly string[]>> = JSON.parse(
    readFileSync(join(projectRoot, PACKAGES_PATH), 'utf8'),
  );
  const folders = new Set(bundles.flatMap((bundle) => byBundle[bundle] ?? []));
  return [...folders].map(readPackage).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

function readPackage(path: string): BundledPackage {
  const folder = join(projectRoot, path);
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const license = typeof manifest.license === 'string' ? manifest.license : 'see below';
  const texts = files
    .filter((file) => file.isFile() && LICENSE_FILE.test(file.name))
    .map((file) => chosenText(license, readFileSync(join(folder, file.name), 'utf8').trim()));
  return { name: String(manifest.name), version: String(manifest.version), license, texts };
}

/** Writes the notices of some bundles, and returns their packages. */
export async function writeNotices(bundles: readonly string[]): Promise<readonly BundledPackage[]> {
  const packages = readBundledPackages(bundles);
  await writeFile(join(projectRoot, NOTICES_PATH), toNotices(packages));
  return packages;
}

/**
 * The notices of some packages, by license: similar texts next to each other take a fraction of the space in a package.
 * A text that several packages share is there once.
 */
export function toNotices(packages: readonly BundledPackage[]): string {
  const head =
    'SOP Shots contains the following packages, under the licenses below.\n\nSOP Shots 包含以下软件包，各自的许可如下。\n';
  const namesByText = new Map<string, string[]>();
  for (const one of packages.toSorted((a, b) => a.license.localeCompare(b.license, 'en'))) {
    const names = namesByText.get(toText(one)) ?? [];
    namesByText.set(toText(one), [...names, `${one.name} ${one.version} (${one.license})`]);
  }
  const parts = [...namesByText].map(([text, names]) => [RULE, ...names, RULE, '', text, ''].join('\n'));
  return `${head}\n${parts.join('\n')}`;
}

function toText({ license, texts }: BundledPackage): string {
  return texts.length === 0 ? `License: ${license}` : texts.join('\n');
}

/** Of a package under the MIT license or the GPL, as one chooses, the MIT license: the other one follows it. */
function chosenText(license: string, text: string): string {
  const other = license.includes('MIT OR GPL') ? text.search(/^GPL version \d$/m) : -1;
  return other === -1 ? text : text.slice(0, other).trim();
}
