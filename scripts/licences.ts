import { bundleProgram } from './bundle.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licenceFaults } from './licence-faults.ts';

// Says which package in the program is under no licence that the list names, and fails then: `npm run licences`.
const { metafile } = await bundleProgram();
const faults = licenceFaults(bundledPackages(metafile));
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
