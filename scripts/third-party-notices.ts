import { readFileSync } from 'node:fs';
import type { BundledPackage } from './bundled-packages.ts';

/** What has to be given on together with a program that these packages are in: each with its licence's text. */
export const thirdPartyNotices = (packages: readonly BundledPackage[]): string =>
  [
    'fleetop is made of its own code, which is under the licence in LICENSE, and of the packages below.',
    ...packages.map(notice),
    '',
  ].join(`\n\n${'-'.repeat(80)}\n\n`);

const notice = ({ name, version, licence, texts }: BundledPackage): string =>
  [`${name} ${version} (${licence})`, ...(texts.length === 0 ? [ownWords(name, licence)] : texts)].join(
    '\n\n',
  );

/** Some packages name the MIT licence in their manifest and bring no text of it. */
function ownWords(name: string, licence: string): string {
  if (licence !== 'MIT') throw new Error(`${name} is under ${licence} and brings no text of it`);
  const mit = readFileSync(new URL('../LICENSE', import.meta.url), 'utf8');
  return mit.replace(/^Copyright .*$/m, `Copyright (c) the authors of ${name}`).trim();
}
