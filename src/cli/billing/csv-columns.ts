/** The tables that `--csv` can print, with their columns in order. They are part of what scripts rely on: only add, at the end. */
export const csvColumns = {
  accounts: [
    'provider',
    'type',
    'balance',
    'balance_currency',
    'monthly_cost',
    'hourly_cost',
    'cost_currency',
    'stopped_monthly_cost',
    'burn_per_day',
    'burn_source',
    'runway_days',
    'runway_low_days',
    'runway_high_days',
    'ends_at',
    'verdict',
    'auto_funding',
    'auto_funding_threshold',
    'auto_funding_amount',
  ],
  servers: [
    'ref',
    'provider',
    'name',
    'status',
    'region',
    'plan',
    'monthly_cost',
    'hourly_cost',
    'currency',
    'stopped_but_billed',
  ],
  ledger: ['provider', 'id', 'at', 'direction', 'amount', 'currency', 'description'],
} as const;

export type CsvTable = keyof typeof csvColumns;

export const csvTables: readonly CsvTable[] = ['accounts', 'servers', 'ledger'];
