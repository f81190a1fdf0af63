import { formatAge } from '../format/age.ts';
import { formatPrice } from '../format/money.ts';
import { formatPercent } from '../format/percent.ts';
import { formatSize } from '../format/size.ts';
import { statusTone, toneSymbol } from '../format/status.ts';
import type { Server } from '../model/server.ts';
import type { Column } from './column.ts';

const unknown = '–';

export const serverColumns: readonly Column<Server>[] = [
  {
    id: 'status',
    title: 'STATUS',
    importance: 1,
    align: 'left',
    width: 14,
    minWidth: 12,
    text: (server) => `${toneSymbol(statusTone(server.status))} ${statusWord(server)}`,
    sortValue: (server) => server.status,
  },
  {
    id: 'name',
    title: 'NAME',
    importance: 2,
    align: 'left',
    width: 34,
    minWidth: 18,
    text: (server) => server.name,
    sortValue: (server) => server.name,
  },
  {
    id: 'provider',
    title: 'PROVIDER',
    importance: 3,
    align: 'left',
    width: 18,
    minWidth: 9,
    text: (server) => server.provider,
    sortValue: (server) => server.provider,
  },
  {
    id: 'region',
    title: 'REGION',
    importance: 8,
    align: 'left',
    width: 14,
    minWidth: 10,
    text: (server) => server.region ?? unknown,
    sortValue: (server) => server.region,
  },
  {
    id: 'address',
    title: 'ADDRESS',
    importance: 6,
    align: 'left',
    width: 15,
    minWidth: 15,
    text: (server) => server.ipv4 ?? server.ipv6 ?? unknown,
    sortValue: (server) => server.ipv4 ?? server.ipv6,
  },
  {
    id: 'plan',
    title: 'PLAN',
    importance: 11,
    align: 'left',
    width: 24,
    minWidth: 16,
    text: (server) => server.plan ?? unknown,
    sortValue: (server) => server.plan,
  },
  {
    id: 'size',
    title: 'SIZE',
    importance: 9,
    align: 'left',
    width: 12,
    minWidth: 10,
    text: formatSize,
    sortValue: (server) => server.memoryMb,
  },
  {
    id: 'price',
    title: 'PRICE',
    importance: 7,
    align: 'right',
    width: 13,
    minWidth: 12,
    text: (server) => formatPrice(server.price),
    sortValue: (server) => (server.price === null ? null : Number(server.price.amount)),
  },
  {
    id: 'cpu',
    title: 'CPU',
    importance: 4,
    align: 'right',
    width: 4,
    minWidth: 4,
    text: (server) => formatPercent(server.metrics?.cpuPercent ?? null),
    sortValue: (server) => server.metrics?.cpuPercent ?? null,
  },
  {
    id: 'memory',
    title: 'MEM',
    importance: 5,
    align: 'right',
    width: 4,
    minWidth: 4,
    text: (server) => formatPercent(server.metrics?.memoryPercent ?? null),
    sortValue: (server) => server.metrics?.memoryPercent ?? null,
  },
  {
    id: 'age',
    title: 'AGE',
    importance: 10,
    align: 'right',
    width: 4,
    minWidth: 4,
    text: (server, now) => formatAge(server.createdAt, now),
    sortValue: (server) => server.createdAt,
  },
];

/** Their word where ours says nothing. */
const statusWord = (server: Server): string =>
  server.status === 'unknown' && server.providerStatus !== '' ? server.providerStatus : server.status;
