import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeExecutable } from './binary/make-executable.ts';
import { measureStart } from './binary/measure-start.ts';
import { bundleProgram } from './bundle.ts';
import { bundledPackages } from './bundled-packages.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

// npm run build:binary [-- --node PATH --target SYSTEM-ARCHITECTURE]: one file that needs no Node, in dist-binary/, and what goes with it.

const root = fileURLToPath(new URL('..', import.meta.url));
const here = `${process.platform}-${process.arch}`;
const { values } = parseArgs({ options: { node: { type: 'string' }, target: { type: 'string' } } });
const { node = process.execPath, target = here } = values;
const executable = `${root}dist-binary/fleetop-${target}${target.startsWith('win') ? '.exe' : ''}`;

mkdirSync(`${root}dist-binary`, { recursive: true });
await makeExecutable(node, executable);
const { metafile } = await bundleProgram();
const nodeLicence = readFileSync(`${root}scripts/binary/NODE-LICENSE`, 'utf8');
writeFileSync(
  `${root}dist-binary/THIRD-PARTY-NOTICES.txt`,
  `${thirdPartyNotices(bundledPackages(metafile))}\nNode.js ${process.version}\n\n${nodeLicence}`,
);
copyFileSync(`${root}LICENSE`, `${root}dist-binary/LICENSE`);
copyFileSync(`${root}man/fleetop.1`, `${root}dist-binary/fleetop.1`);
const size = `${(statSync(executable).size / 2 ** 20).toFixed(1)} MiB`;
process.stdout.write(
  `${executable}: ${size}${target === here ? `, ${await measureStart(executable)}` : ''}\n`,
);
