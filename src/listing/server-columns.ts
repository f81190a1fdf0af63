import { formatAge, formatReadAge } from '../format/age.ts';
import { formatPrice, unreadableMoney } from '../format/money.ts';
import { formatPercent } from '../format/percent.ts';
import { formatSize } from '../format/size.ts';
import type { Server } from '../model/server.ts';
import { type Column, figureColumn, frame, unknown, wordColumn } from './column.ts';
import { statusColumn } from './status-column.ts';

const cpu = (server: Server) => server.metrics?.cpuPercent ?? null;
/** When CPU and memory were measured. */
const readAt = (server: Server) => server.metrics?.observedAt ?? null;
const memory = (server: Server) => server.metrics?.memoryPercent ?? null;

/** How many are logged in. */
const sessions = (server: Server) => server.metrics?.host?.sessions ?? null;

/** `₹850.00/mo`; a question mark for a price that is there and cannot be read. */
export const priceText = ({ price, isPriceUnreadable }: Server): string =>
  isPriceUnreadable === true ? unreadableMoney : formatPrice(price);

export const serverColumns: readonly Column<Server>[] = [
  statusColumn([1, 14, 14]),
  wordColumn('name', [2, 18, 34], (server) => server.name),
  wordColumn('provider', [3, 9, 18], (server) => server.provider),
  wordColumn('region', [9, 10, 14], (server) => server.region),
  wordColumn('address', [7, 15, 15], (server) => server.ipv4 ?? server.ipv6),
  wordColumn('plan', [12, 16, 24], (server) => server.plan),
  { ...frame('size', [10, 10, 12], 'left'), text: formatSize, sortValue: (server) => server.memoryMb },
  figureColumn(
    'price',
    [8, 12, 13],
    (server) => (server.price === null ? null : Number(server.price.amount)),
    priceText,
  ),
  figureColumn('cpu', [4, 4, 4], cpu, (server) => formatPercent(cpu(server))),
  figureColumn('memory', [5, 4, 4], memory, (server) => formatPercent(memory(server)), 'MEM'),
  figureColumn('read', [6, 4, 4], readAt, (server, now) => formatReadAge(readAt(server), now)),
  figureColumn(
    'age',
    [11, 4, 4],
    (server) => server.createdAt,
    (server, now) => formatAge(server.createdAt, now),
  ),
  {
    ...figureColumn(
      'sessions',
      [7, 11, 11],
      sessions,
      (server) => String(sessions(server) ?? unknown),
      'WHO',
    ),
    isOptional: true,
  },
];
