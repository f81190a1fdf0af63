import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { getAsset, getAssetKeys, isSea } from 'node:sea';

/** Texts of one kind that come with the program. */
export type Assets = {
  /** In order, without the ending of their files; none where the installation lacks them. */
  readonly names: () => readonly string[];
  /** Rejects for a name that is none of them. */
  readonly read: (name: string) => Promise<string>;
};

/**
 * The files of a folder with this ending (`.yaml`): within the executable, where the program is one
 * (https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html, November 2026), else at the address.
 */
export const openAssets = (folder: string, ending: string, address: URL): Assets =>
  isSea() ? withinExecutable(`${folder}/`, ending) : inFolder(address, ending);

const withinExecutable = (prefix: string, ending: string): Assets => ({
  names: () =>
    namesOf(
      getAssetKeys()
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
      ending,
    ),
  read: async (name) => getAsset(`${prefix}${name}${ending}`, 'utf8'),
});

const inFolder = (address: URL, ending: string): Assets => ({
  names: () => {
    try {
      return namesOf(readdirSync(address), ending);
    } catch {
      return [];
    }
  },
  read: (name) => readFile(new URL(`${encodeURIComponent(name)}${ending}`, address), 'utf8'),
});

const namesOf = (files: readonly string[], ending: string): readonly string[] =>
  files.flatMap((file) => (file.endsWith(ending) ? [file.slice(0, -ending.length)] : [])).sort();
