import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { type GuideProvider, secretFile, variableOf } from '../model/guide.ts';
import { type Problem, problem } from '../model/problem.ts';
import type { SecretName } from '../providers/provider.ts';
import { definitionOf, type ProviderType } from '../providers/registry.ts';
import { makeFolder } from '../runtime/make-folder.ts';

export type FirstConfig = {
  /** Path and text of every file to be written, the configuration last. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Variables that the configuration names, and what they have to hold. */
  readonly variables: Readonly<Record<string, string>>;
};

/** The first configuration, with its keys in files of their own beside it, or named as variables. */
export function firstConfig(path: string, list: readonly GuideProvider<ProviderType>[]): FirstConfig {
  const keys: { readonly path: string; readonly text: string }[] = [];
  const variables: Record<string, string> = {};
  const entries = list.map((provider, index) => {
    const secrets = secretsOf(provider).map(([secret, usual]) => {
      const value = provider.secrets[secret] ?? '';
      if (provider.keep === 'file') {
        const file = secretFile(provider.name, secret);
        keys.push({ path: join(dirname(path), file), text: `${value}\n` });
        return `    ${secret}: { file: ${file} }`;
      }
      const variable = variableOf(usual, provider, list.slice(0, index));
      variables[variable] = value;
      return `    ${secret}: \${${variable}}`;
    });
    const isDocumented = provider.baseUrl === definitionOf(provider.type).baseUrl;
    return [
      `  - name: ${provider.name}`,
      `    type: ${provider.type}`,
      ...secrets,
      ...(isDocumented ? [] : [`    baseUrl: ${JSON.stringify(provider.baseUrl)}`]),
    ].join('\n');
  });
  const text = `${heading}providers:\n${entries.join('\n\n')}\n`;
  return { files: [...keys, { path, text }], variables };
}

const heading = `# fleetop configuration. Check it with: fleetop config check
# What else may stand here: fleetop config schema, and the README.

`;

/** The secrets that a type needs, in the order they are asked for, each with its usual variable. */
export const secretsOf = ({
  type,
}: Pick<GuideProvider<ProviderType>, 'type'>): readonly (readonly [SecretName, string])[] => {
  const { clientId, apiKey } = definitionOf(type).secrets;
  return clientId === undefined
    ? [['apiKey', apiKey]]
    : [
        ['clientId', clientId],
        ['apiKey', apiKey],
      ];
};

/** Writes new files that only their owner may read, all or none; what is there already is never written over. */
export async function writeNew({ files }: FirstConfig): Promise<Problem | null> {
  const written: string[] = [];
  for (const { path, text } of files) {
    try {
      makeFolder(dirname(path));
      await writeFile(path, text, { flag: 'wx', mode: 0o600 });
      written.push(path);
    } catch (error) {
      for (const own of written) await rm(own, { force: true });
      const code = errorCode(error) ?? 'unknown';
      const why = code === 'EEXIST' ? 'is there already, and stays as it is' : `cannot be written (${code})`;
      return problem('config', `${path} ${why}: nothing was written`);
    }
  }
  return null;
}
