import { between, createRandom, hex } from './random.ts';

/** One log line and when it appears, in ms after its deployment began. */
export type TimedLine = { readonly afterMs: number; readonly line: string };

export type BuildPlan = {
  readonly seed: number;
  /** The word in brackets that opens the first phase, such as `nixpacks`. */
  readonly builder: string;
  readonly framework: string;
  readonly repository: string;
  readonly branch: string;
  readonly buildMs: number;
  readonly deployMs: number;
  readonly address: string;
  /** Why it fails; null for a build that succeeds. */
  readonly failure: string | null;
};

/** The log of a whole build: phases in order, spread over its time. Holds colour codes as real build tools print them. */
export const buildLines = (plan: BuildPlan): readonly TimedLine[] => {
  const random = createRandom(plan.seed);
  const packages = between(random, 240, 1400);
  const commit = hex(random, 7);
  const build = [
    `[${plan.builder}] Cloning ${plan.repository} (${plan.branch})`,
    `[${plan.builder}] HEAD is now at ${commit}`,
    `[${plan.builder}] Detected ${plan.framework}`,
    `[${plan.builder}] Using Node.js 22`,
    '[build] npm ci',
    `[build] added ${packages} packages in ${between(random, 6, 30)}s`,
    `[build] ${between(random, 20, 190)} packages are looking for funding`,
    '[build] npm run build...',
    `[build] \u001b[36minfo\u001b[0m  Creating an optimized production build`,
    ...Array.from({ length: 6 }, () => {
      const size = (between(random, 12, 900) / 10).toFixed(1);
      return `[build]   chunk-${hex(random, 8)}.js  ${size} kB`;
    }),
  ];
  const release =
    plan.failure === null
      ? [
          `[build] \u001b[32m✓\u001b[0m Compiled successfully in ${Math.round(plan.buildMs / 2_000)}s`,
          `[deploy] Exporting image sha256:${hex(random, 12)}`,
          '[deploy] Starting container',
          '[deploy] Health check passed (200)',
          `[deploy] Routing https://${plan.address}`,
          '[deploy] Container started',
        ]
      : [
          `[build] \u001b[31m✗\u001b[0m ${plan.failure}`,
          '[build] npm error code ELIFECYCLE',
          '[build] npm error errno 1',
          '[build] Build failed with exit code 1',
        ];
  const total = plan.failure === null ? plan.deployMs : plan.buildMs * 0.1;
  const buildShare = plan.failure === null ? plan.buildMs : plan.buildMs * 0.9;
  return [...spread(build, 300, buildShare - 300), ...spread(release, buildShare, total * 0.95)];
};

const spread = (lines: readonly string[], from: number, forMs: number): readonly TimedLine[] =>
  lines.map((line, index) => ({ afterMs: Math.round(from + (forMs * index) / lines.length), line }));
