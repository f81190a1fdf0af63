import type { AppStatus } from './status.ts';

/** One deployment of an app. Times are epoch ms. */
export type Deployment = {
  readonly id: string;
  readonly app: string;
  readonly status: AppStatus;
  readonly providerStatus: string;
  readonly createdAt: number | null;
  readonly endedAt: number | null;
  readonly commit: string | null;
};
