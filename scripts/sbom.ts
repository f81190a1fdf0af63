import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { bundleProgram } from './bundle.ts';
import { bundledPackages } from './bundled-packages.ts';

// Prints what the program is made of as a CycloneDX bill of materials: npm's own of the lock file, without what is for
// development alone. All packages are development's, since the bundle brings its own; the bundle knows which are in it.

const bill = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});

const { metafile } = await bundleProgram();
const shipped = new Set(bundledPackages(metafile).map(({ name, version }) => `${name}@${version}`));
const all = bill.parse(
  JSON.parse(
    execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { encoding: 'utf8' }),
  ),
);
const components = all.components.filter(({ name, version }) => shipped.has(`${name}@${version}`));
const kept = new Set([
  all.metadata.component['bom-ref'],
  ...components.map((component) => component['bom-ref']),
]);
const dependencies = all.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map((dependency) => ({ ...dependency, dependsOn: dependency.dependsOn.filter((ref) => kept.has(ref)) }));
process.stdout.write(`${JSON.stringify({ ...all, components, dependencies }, null, 2)}\n`);
