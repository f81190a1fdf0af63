/** A path as a person writes it: `~/` is the home folder. */
export const withHome = (path: string, homeFolder: string): string =>
  path.startsWith('~/') ? `${homeFolder}/${path.slice(2)}` : path;
