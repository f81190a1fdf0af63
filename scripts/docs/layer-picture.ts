import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** Folders of src/ by what they are for, and so by where they stand in the picture; others stand for themselves. */
const groups: Readonly<Record<string, readonly string[]>> = {
  'put together': ['main', 'dashboard', 'plain', 'cli'],
  'what is shown': ['ui', 'commands', 'store', 'alerts', 'logs', 'listing', 'format', 'export', 'paint'],
  'who is asked': [
    'polling',
    'actions',
    'providers',
    'config',
    'journal',
    'state',
    'http',
    'budget',
    'ssh',
    'probe',
    'webhooks',
    'terminal',
  ],
  'known to all': ['billing', 'runtime', 'model'],
  'in place of the vendors': ['simulator'],
};

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The folders of src/ as a Mermaid flowchart: an arrow from each to what it imports, but for what another arrow reaches. */
export function layerPicture(): string {
  const graph = readGraph();
  const placed = Object.values(groups).flat();
  const boxes = Object.entries(groups).map(([title, layers], at) => {
    const there = layers.filter((layer) => graph.has(layer));
    return `  subgraph g${at}["${title}"]\n${there.map((layer) => `    ${layer}\n`).join('')}  end`;
  });
  const others = [...graph.keys()].filter((layer) => !placed.includes(layer)).map((layer) => `  ${layer}`);
  const arrows = [...reduced(graph)].flatMap(([from, to]) =>
    to.size === 0 ? [] : [`  ${from} --> ${[...to].sort().join(' & ')}`],
  );
  return ['```mermaid', 'flowchart TB', ...boxes, ...others.sort(), ...arrows.sort(), '```', ''].join('\n');
}

/** Which folder imports from which others; `main` is the file that puts them together. */
function readGraph(): Graph {
  const graph = new Map<string, Set<string>>();
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || file === 'entry.ts') continue;
    const from = layerOf(new URL(file, base));
    const to = graph.get(from) ?? new Set();
    for (const { fileName } of ts.preProcessFile(readFileSync(src + file, 'utf8')).importedFiles)
      if (fileName.startsWith('.')) {
        const layer = layerOf(new URL(fileName, new URL(file, base)));
        if (layer !== from && layer !== '..') to.add(layer);
      }
    graph.set(from, to);
  }
  return graph;
}

const base = 'file:///src/';

/** The folder of src/ that a file is in. */
const layerOf = ({ pathname }: URL): string => {
  const [, top = '', folder = ''] = pathname.split('/');
  return top === 'src' ? folder.replace(/\.tsx?$/, '') : '..';
};

/** Without every arrow to what is reached over another one. Throws where the folders go in a circle. */
function reduced(graph: Graph): Graph {
  const reach = new Map<string, ReadonlySet<string>>();
  const reachOf = (layer: string, path: readonly string[]): ReadonlySet<string> => {
    const known = reach.get(layer);
    if (known !== undefined) return known;
    if (path.includes(layer)) throw new Error(`src/ goes in a circle: ${[...path, layer].join(', ')}`);
    const direct = [...(graph.get(layer) ?? [])];
    const all = new Set(direct.flatMap((next) => [next, ...reachOf(next, [...path, layer])]));
    reach.set(layer, all);
    return all;
  };
  return new Map(
    [...graph].map(([layer, direct]) => {
      const farther = new Set([...direct].flatMap((next) => [...reachOf(next, [layer])]));
      return [layer, new Set([...direct].filter((next) => !farther.has(next)))];
    }),
  );
}
