export type ProgramText = {
  /** A script: a function of `module`, `exports`, `require` and the program's address. */
  readonly text: string;
  /** What errors call it. */
  readonly filename: string;
  readonly url: string;
};

/** The program, which stands beside the entry that this is a part of. It is all ASCII. */
export function readProgram(): ProgramText {
  const { href: url } = new URL('./program.cjs', import.meta.url);
  const filename = process.getBuiltinModule('node:url').fileURLToPath(url);
  return { text: process.getBuiltinModule('node:fs').readFileSync(filename, 'latin1'), filename, url };
}
