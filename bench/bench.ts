import type { Figure } from './figure.ts';
import type { Sandbox } from './sandbox.ts';

/** Measures one thing. It ends whatever it starts. */
export type Bench = (sandbox: Sandbox) => Promise<readonly Figure[]>;
