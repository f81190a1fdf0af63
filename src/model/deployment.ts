import { type AppStatus, appStatusOf } from './status.ts';

/** One deployment of an app. Times are epoch ms. */
export type Deployment = {
  readonly id: string;
  /** Reference of its app. */
  readonly app: string;
  readonly status: AppStatus;
  readonly providerStatus: string;
  readonly createdAt: number | null;
  readonly endedAt: number | null;
  /** Its commit's hash, as the provider writes it. */
  readonly commit: string | null;
};

/**
 * What the end of a log says of its deployment, by the provider's word: `other` is a word that tells of neither, such as
 * that of an app that was stopped.
 */
export function deploymentResultOf(word: string): 'good' | 'failed' | 'other' {
  const status = appStatusOf(word);
  if (status === 'running') return 'good';
  return status === 'failed' || /fail|error|timed.?out/i.test(word) ? 'failed' : 'other';
}
