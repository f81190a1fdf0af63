/** How many of each kind the fleet has. */
export type FleetCounts = {
  readonly sparrowhost: number;
  readonly cyberpanel: number;
  readonly serverpilot: number;
  readonly spheron: number;
};

/** Servers: 40 % SparrowHost, 30 % CyberPanel, 20 % ServerPilot, 10 % Spheron compute; one of each from four on. */
export const splitServers = (total: number): FleetCounts => {
  const [sparrowhost = 0, cyberpanel = 0, serverpilot = 0, spheron = 0] = split(total, [40, 30, 20, 10]);
  return { sparrowhost, cyberpanel, serverpilot, spheron };
};

export type AppCounts = {
  readonly sparrowhost: number;
  readonly hostwares: number;
  readonly serverpilot: number;
  readonly spheron: number;
};

/** Apps: NestDeploy 38 %, Hostwares sites 22 %, ServerPilot 22 %, Spheron projects 18 %. */
export const splitApps = (total: number): AppCounts => {
  const [sparrowhost = 0, hostwares = 0, serverpilot = 0, spheron = 0] = split(total, [38, 22, 22, 18]);
  return { sparrowhost, hostwares, serverpilot, spheron };
};

/** Whole shares that add up to `total`: one for each while they last, then whoever lacks most. */
const split = (total: number, percents: readonly number[]): readonly number[] => {
  const shares = percents.map((percent) => Math.floor((total * percent) / 100));
  for (let index = 0; index < shares.length && index < total; index += 1) {
    if (shares[index] === 0) shares[index] = 1;
  }
  const sum = (): number => shares.reduce((left, right) => left + right, 0);
  for (let index = 0; sum() < total; index = (index + 1) % shares.length)
    shares[index] = (shares[index] ?? 0) + 1;
  while (sum() > total) {
    const largest = shares.indexOf(Math.max(...shares));
    shares[largest] = (shares[largest] ?? 0) - 1;
  }
  return shares;
};
