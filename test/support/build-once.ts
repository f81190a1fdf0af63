import { build } from '../../scripts/bundle.ts';

/** Before all tests: dist/ as the sources are now. */
export const setup = async (): Promise<void> => {
  await build();
};
