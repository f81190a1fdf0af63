import { writeFileSync } from 'node:fs';
import { build } from './bundle.ts';

const { bytes, ms } = await build();
writeFileSync(2, `dist/: ${Math.round(bytes / 1024)} KiB in ${Math.round(ms)} ms\n`);
