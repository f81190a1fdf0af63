import type { OperatorSign } from '../model/operator-sign.ts';
import type { Clock } from '../runtime/deps.ts';

export type Attention = {
  readonly notice: (sign: OperatorSign) => void;
  /** 1 while somebody looks; less where less is to be spent. */
  readonly level: () => number;
};

/** Without a key for this long the operator is taken to be away. */
export const idleAfterMs = 5 * 60_000;
/** Part of the pace that is spent for a screen nobody works at, and for one that another window may cover. */
const attentionLevels = { working: 1, idle: 0.25, unfocused: 0.25 } as const;

/** A terminal that does not report its focus has it. */
export function createAttention(clock: Clock): Attention {
  let isFocused = true;
  let keyAt = clock.elapsed();
  return {
    notice: (sign) => {
      isFocused = sign !== 'blur';
      if (sign !== 'blur') keyAt = clock.elapsed();
    },
    level: () => {
      if (!isFocused) return attentionLevels.unfocused;
      return clock.elapsed() - keyAt >= idleAfterMs ? attentionLevels.idle : attentionLevels.working;
    },
  };
}
