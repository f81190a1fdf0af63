import type { ProviderState } from '../model/provider-status.ts';
import type { AppStatus, ServerStatus } from '../model/status.ts';

/** What a status means to an operator; themes colour by it, and each has its own symbol for screens without colour. */
export type StatusTone = 'good' | 'busy' | 'off' | 'bad' | 'unsure';

export const statusTone = (status: ServerStatus | AppStatus): StatusTone => {
  switch (status) {
    case 'running':
      return 'good';
    case 'provisioning':
    case 'starting':
    case 'stopping':
    case 'rebooting':
    case 'building':
    case 'deploying':
      return 'busy';
    case 'stopped':
    case 'idle':
    case 'deleted':
      return 'off';
    case 'suspended':
    case 'error':
    case 'failed':
      return 'bad';
    case 'unknown':
      return 'unsure';
  }
};

export const providerTone = (state: ProviderState): StatusTone => {
  switch (state) {
    case 'ok':
      return 'good';
    case 'degraded':
    case 'rate-limited':
      return 'busy';
    case 'auth-failed':
    case 'unreachable':
      return 'bad';
    case 'connecting':
      return 'unsure';
  }
};

export const toneSymbol = (tone: StatusTone): string => {
  switch (tone) {
    case 'good':
      return '●';
    case 'busy':
      return '◐';
    case 'off':
      return '○';
    case 'bad':
      return '✖';
    case 'unsure':
      return '?';
  }
};
