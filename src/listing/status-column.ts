import { statusTone, toneSymbol } from '../format/status.ts';
import type { AppStatus, ServerStatus } from '../model/status.ts';
import { type Column, frame, type Sizes } from './column.ts';

type WithStatus = { readonly status: ServerStatus | AppStatus; readonly providerStatus: string };

/** A status as a symbol and a word, so that it can be told without colours; the provider's word where ours says nothing. */
export const statusColumn = <Row extends WithStatus>(sizes: Sizes): Column<Row> => ({
  ...frame('status', sizes, 'left'),
  text: ({ status, providerStatus }) =>
    `${toneSymbol(statusTone(status))} ${status === 'unknown' && providerStatus !== '' ? providerStatus : status}`,
  sortValue: ({ status }) => status,
});
