import Big from 'big.js';
import { sumMoney } from '../../model/money.ts';
import type { Price } from '../../model/server.ts';
import { noAmount } from '../lenient.ts';
import type { Instance, Service } from './schema.ts';
import { bytesOf } from './sizes.ts';

/** What a compute deployment runs on, over all its services. */
export type Machine = {
  readonly plan: string | null;
  readonly cpuCores: number | null;
  readonly memoryMb: number | null;
  readonly diskGb: number | null;
  /** Dollars, of the newer generation. */
  readonly dailyTopUp: string | null;
  /** There is a top-up that could not be read. */
  readonly isTopUpUnreadable?: true | undefined;
  readonly services: readonly MachineService[];
};

/** A service by name, with its limits where they are known. */
export type MachineService = {
  readonly name: string;
  readonly cpuCores: number | null;
  readonly memoryBytes: number | null;
};

/** The sums over a deployment's services; a value one of them lacks is unknown for the whole. */
export function toMachine(services: readonly Service[]): Machine {
  const images = services.map((service) => service.agreedMachineImage ?? null);
  const memory = sum(images.map((image) => bytesOf(image?.memory ?? null)));
  const disk = sum(images.map((image) => bytesOf(image?.storage ?? null)));
  const topUps = images.map((image) => image?.defaultDailyTopUp ?? noAmount);
  const plans = images.map((image) => image?.machineType ?? null).filter((plan) => plan !== null);
  return {
    plan: plans.length === 0 ? null : [...new Set(plans)].join(' + '),
    cpuCores: sum(images.map((image) => image?.cpu ?? null)),
    memoryMb: memory === null ? null : inMebibytes(memory),
    diskGb: disk === null ? null : inGibibytes(disk),
    dailyTopUp: sumDecimals(topUps.map(({ amount }) => amount)),
    ...(topUps.some(({ isUnreadable }) => isUnreadable) ? { isTopUpUnreadable: true } : {}),
    services: services.flatMap(({ name, agreedMachineImage: image }) =>
      name === null
        ? []
        : [{ name, cpuCores: image?.cpu ?? null, memoryBytes: bytesOf(image?.memory ?? null) }],
    ),
  };
}

/** The machine as the older generation gives it, with the instance itself. */
export function machineOfInstance(
  raw: Instance,
): Omit<Machine, 'services' | 'dailyTopUp' | 'isTopUpUnreadable'> {
  const agreed = raw.agreedMachineImageType ?? null;
  const memory = bytesOf(raw.memory ?? agreed?.memory ?? null);
  const disk = bytesOf(raw.storage ?? agreed?.storage ?? null);
  return {
    plan: agreed?.machineType ?? null,
    cpuCores: raw.cpu ?? agreed?.cpu ?? null,
    memoryMb: memory === null ? null : inMebibytes(memory),
    diskGb: disk === null ? null : inGibibytes(disk),
  };
}

/** A month's price from dollars a day, times 30 as the vendor's CLI has it; null for nothing or zero (unset). */
export function monthlyFromDaily(daily: string | null): Price | null {
  if (daily === null || new Big(daily).lte(0)) return null;
  const month = sumMoney([{ amount: new Big(daily).times(30).toFixed(), currency: 'USD' }]);
  return month === null ? null : { ...month, per: 'month' };
}

const inMebibytes = (bytes: number): number => Math.round(bytes / 1024 ** 2);

const inGibibytes = (bytes: number): number => Math.round((bytes / 1024 ** 3) * 100) / 100;

const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length
    ? null
    : known.reduce((total, value) => total + value, 0);
};

const sumDecimals = (values: readonly (string | null)[]): string | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length
    ? null
    : known.reduce((total, value) => total.plus(value), new Big(0)).toFixed();
};
