import { type Field, plainField } from '../listing/fields.ts';
import type { ProviderReport } from './provider-report.ts';

/** What `status` can be filtered and sorted by. */
export const statusFields: readonly Field<ProviderReport>[] = [
  plainField('provider', ({ name }) => name, { words: 'fuzzy', aliases: ['name'] }),
  plainField('state', ({ state }) => state, { words: 'fuzzy', aliases: ['status'] }),
  plainField('type', ({ type }) => type, { words: 'fuzzy' }),
  plainField('servers', ({ servers }) => servers, { kind: 'number' }),
  plainField('apps', ({ apps }) => apps, { kind: 'number' }),
  plainField('latency', ({ usage }) => usage.latencyMs, { kind: 'number' }),
  plainField('error', ({ error }) => error?.message ?? null, { words: 'substring' }),
];
