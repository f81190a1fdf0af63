import { type Login, parseLogin } from './login-line.ts';

/** Time of one processor, or of all, since the start of the machine, in its own ticks. */
export type CpuTimes = { readonly busy: number; readonly total: number };

/** One sample as the program prints it: counters since the start of the machine, sizes in bytes. Null: not given. */
export type Sample = {
  readonly cpu: CpuTimes | null;
  readonly cores: readonly CpuTimes[];
  readonly load: readonly [number, number, number] | null;
  readonly uptimeSeconds: number | null;
  readonly memory: Usage | null;
  readonly swap: Usage | null;
  readonly root: Usage | null;
  readonly network: Transfer | null;
  readonly disk: Transfer | null;
  /** What used processor time since the sample that had them before; null where they were not asked for. */
  readonly processes: readonly Process[] | null;
  readonly logins: readonly Login[] | null;
};

export type Usage = { readonly usedBytes: number; readonly totalBytes: number };
/** In: received, or read. */
export type Transfer = { readonly inBytes: number; readonly outBytes: number };
export type Process = { readonly pid: number; readonly ticks: number; readonly name: string };

export type SampleBuilder = {
  /** Takes in a line of a sample; false where it is none. `now` is epoch ms. */
  readonly add: (line: string, now: number) => boolean;
  readonly build: () => Sample;
};

/** A machine has no more of each; further lines are no part of a sample. */
const most = { cores: 1_024, processes: 400, logins: 200, devices: 512 } as const;
/** Whatever the machine, a sector of /proc/diskstats has this size (Documentation/admin-guide/iostats.rst). */
const sectorBytes = 512;
const bytesOfKb = 1_024;

/** Gathers one sample from its lines, each a letter and what follows it; see `program.ts`. */
export function createSampleBuilder(): SampleBuilder {
  const cores: CpuTimes[] = [];
  const processes: Process[] = [];
  const logins: Login[] = [];
  const memory = new Map<string, number>();
  const network = [createSum(), createSum()];
  const disk = createSum();
  let cpu: CpuTimes | null = null;
  let load: Sample['load'] = null;
  let uptimeSeconds: number | null = null;
  let root: Usage | null = null;
  let isComplete = { processes: false, logins: false };

  const readers: Readonly<Record<string, (rest: string, now: number) => boolean>> = {
    c: (rest) => {
      const match = /^cpu(\d{0,4})((?: \d{1,20}){4,8}) *$/.exec(rest);
      if (match === null || cores.length >= most.cores) return false;
      const times = cpuTimes((match[2] ?? '').trim().split(' ').map(Number));
      if (match[1] === '') cpu = times;
      else cores.push(times);
      return true;
    },
    l: (rest) => {
      const figures = numbers(/^(\d{1,7}\.\d+) (\d{1,7}\.\d+) (\d{1,7}\.\d+)$/.exec(rest));
      if (figures === null) return false;
      load = [figures[0] ?? 0, figures[1] ?? 0, figures[2] ?? 0];
      return true;
    },
    u: (rest) => {
      if (!/^\d{1,12}(\.\d+)?$/.test(rest)) return false;
      uptimeSeconds = Math.floor(Number(rest));
      return true;
    },
    m: (rest) => {
      const match = /^([A-Za-z]{1,20}): (\d{1,15})$/.exec(rest);
      if (match === null || memory.size >= memoryNames.size || !memoryNames.has(match[1] ?? '')) return false;
      memory.set(match[1] ?? '', Number(match[2]) * bytesOfKb);
      return true;
    },
    n: (rest) => {
      const match = /^([01]) (\d{1,20}) (\d{1,20})$/.exec(rest);
      return match !== null && (network[Number(match[1])]?.add(Number(match[2]), Number(match[3])) ?? false);
    },
    d: (rest) => {
      const figures = numbers(/^(\d{1,20}) (\d{1,20})$/.exec(rest));
      return figures !== null && disk.add((figures[0] ?? 0) * sectorBytes, (figures[1] ?? 0) * sectorBytes);
    },
    r: (rest) => {
      const figures = numbers(/^\S.* (\d{1,15}) +(\d{1,15}) +\d{1,15} +\d{1,3}% \/$/.exec(rest));
      if (figures === null) return false;
      root = { totalBytes: (figures[0] ?? 0) * bytesOfKb, usedBytes: (figures[1] ?? 0) * bytesOfKb };
      return true;
    },
    p: (rest) => {
      const match = /^(\d{1,10}) (\d{1,15}) (.{1,64})$/.exec(rest);
      if (match === null || processes.length >= most.processes) return false;
      processes.push({ pid: Number(match[1]), ticks: Number(match[2]), name: match[3] ?? '' });
      return true;
    },
    P: (rest) => {
      isComplete = { ...isComplete, processes: true };
      return /^\d{1,3}$/.test(rest);
    },
    w: (rest, now) => {
      const login = parseLogin(rest, now);
      if (login === null || logins.length >= most.logins) return false;
      logins.push(login);
      return true;
    },
    W: (rest) => {
      isComplete = { ...isComplete, logins: true };
      return /^\d{1,6}$/.test(rest);
    },
  };

  return {
    add: (line, now) =>
      line[1] === ' ' && Object.hasOwn(readers, line[0] ?? '')
        ? (readers[line[0] ?? '']?.(line.slice(2), now) ?? false)
        : false,
    build: () => ({
      cpu,
      cores,
      load,
      uptimeSeconds,
      memory: memoryUsage(memory),
      swap: usage(memory.get('SwapTotal'), memory.get('SwapFree')),
      root,
      // What has no device behind it only carries what passes one that has.
      network: network[1]?.total() ?? network[0]?.total() ?? null,
      disk: disk.total(),
      processes: isComplete.processes ? processes : null,
      logins: isComplete.logins ? logins : null,
    }),
  };
}

const memoryNames: ReadonlySet<string> = new Set([
  'MemTotal',
  'MemFree',
  'MemAvailable',
  'Buffers',
  'Cached',
  'SwapTotal',
  'SwapFree',
]);

const numbers = (match: RegExpExecArray | null): readonly number[] | null =>
  match === null ? null : match.slice(1).map(Number);

/** user nice system idle iowait irq softirq steal, proc(5): waiting for a disk is idling. */
function cpuTimes(ticks: readonly number[]): CpuTimes {
  const total = ticks.reduce((sum, part) => sum + part, 0);
  return { total, busy: total - (ticks[3] ?? 0) - (ticks[4] ?? 0) };
}

/** Kernels before 3.14 do not tell what is available; what could be freed at once comes near it. */
function memoryUsage(memory: ReadonlyMap<string, number>): Usage | null {
  const free = ['MemFree', 'Buffers', 'Cached'].reduce((sum, name) => sum + (memory.get(name) ?? 0), 0);
  return usage(memory.get('MemTotal'), memory.get('MemAvailable') ?? free);
}

const usage = (totalBytes: number | undefined, freeBytes: number | undefined): Usage | null =>
  totalBytes === undefined || freeBytes === undefined
    ? null
    : { totalBytes, usedBytes: Math.max(0, totalBytes - freeBytes) };

function createSum() {
  let sum: Transfer | null = null;
  let count = 0;
  return {
    add: (inBytes: number, outBytes: number): boolean => {
      if (count >= most.devices) return false;
      count += 1;
      sum = { inBytes: (sum?.inBytes ?? 0) + inBytes, outBytes: (sum?.outBytes ?? 0) + outBytes };
      return true;
    },
    total: () => sum,
  };
}
