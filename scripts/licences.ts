import { licenceFaults } from './licence-faults.ts';

// Says which package is under no licence that the list names, and fails then: `npm run licences`.
const faults = licenceFaults();
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
