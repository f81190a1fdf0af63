import { formatPercent } from '../format/percent.ts';
import type { Server } from '../model/server.ts';
import { type Column, figureColumn, frame, wordColumn } from './column.ts';

const cpu = (server: Server) => server.metrics?.cpuPercent ?? null;
const memory = (server: Server) => server.metrics?.memoryPercent ?? null;

/** Load over time: drawn by whoever has the readings, in the cells there are. It is nothing to sort by. */
const chartColumn = (id: string, importance: number): Column<Server> => ({
  ...frame(id, [importance, 10, 200], 'left', ''),
  text: () => '',
  sortValue: () => null,
});

/** The busiest servers: their load now, and over time. */
export const liveColumns: readonly Column<Server>[] = [
  wordColumn('name', [1, 16, 26], ({ name }) => name),
  wordColumn('provider', [6, 10, 14], ({ provider }) => provider),
  figureColumn('cpu', [2, 4, 4], cpu, (server) => formatPercent(cpu(server))),
  chartColumn('cpu-chart', 4),
  figureColumn('memory', [3, 4, 4], memory, (server) => formatPercent(memory(server)), 'MEM'),
  chartColumn('memory-chart', 5),
];

/** Which figure a column's chart is of; null: it is no chart. */
export const chartedFigure = (columnId: string): 'cpu' | 'memory' | null => {
  if (columnId === 'cpu-chart') return 'cpu';
  return columnId === 'memory-chart' ? 'memory' : null;
};
