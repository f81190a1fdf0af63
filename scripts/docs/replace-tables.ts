/** A table by its name: the text, for a page from which the checkout's root is `toRoot` (empty, or `../`). */
export type Tables = Readonly<Record<string, (toRoot: string) => string | Promise<string>>>;

const place = /<!-- (?<name>[\w-]+): written by npm run docs -->\n.*?<!-- end of \k<name> -->/gs;

/** A page with its tables as they are to be, each in its place, and the names of those it has. Throws for a name that is none. */
export async function replaceTables(
  text: string,
  page: string,
  tables: Tables,
): Promise<{ readonly text: string; readonly names: readonly string[] }> {
  const toRoot = '../'.repeat(page.split('/').length - 1);
  const names = [...text.matchAll(place)].map(({ groups = {} }) => groups['name'] ?? '');
  const written = new Map<string, string>();
  for (const name of names) {
    const table = tables[name];
    if (table === undefined) throw new Error(`${page} has a place for "${name}", which there is not`);
    written.set(name, await table(toRoot));
  }
  return {
    text: text.replaceAll(
      place,
      (_, name: string) =>
        `<!-- ${name}: written by npm run docs -->\n\n${written.get(name)}\n<!-- end of ${name} -->`,
    ),
    names,
  };
}
