import type { Alert, AlertKind, AlertSubject, Hold } from './alert.ts';

/** One look at something that may be wrong. */
export type Look = {
  readonly kind: AlertKind;
  readonly subject: AlertSubject;
  readonly isWrong: boolean;
  /** Nothing was known of it before. */
  readonly isFirst: boolean;
  /** Epoch ms. */
  readonly at: number;
};

export type Step = { readonly alert: Alert | null; readonly news: 'raised' | 'cleared' | null };

/** The alert after a look, and whether that is news. What is wrong at first sight is raised without being news. */
export function step(alert: Alert | null, look: Look, { raiseMs, clearMs }: Hold): Step {
  const { kind, subject, at } = look;
  const next = (phase: Alert['phase'], isAnnounced: boolean): Alert => ({
    kind,
    subject,
    phase,
    since: at,
    isAnnounced,
  });
  const unchanged: Step = { alert, news: null };
  const raised: Step = { alert: next('raised', true), news: 'raised' };
  if (alert === null) {
    if (!look.isWrong) return unchanged;
    if (look.isFirst) return { alert: next('raised', false), news: null };
    return raiseMs === 0 ? raised : { alert: next('rising', false), news: null };
  }
  const heldMs = at - alert.since;
  switch (alert.phase) {
    case 'rising':
      if (!look.isWrong) return { alert: null, news: null };
      // A clock that was set back begins the hold anew.
      if (heldMs < 0) return { alert: next('rising', false), news: null };
      return heldMs >= raiseMs ? raised : unchanged;
    case 'raised':
      if (look.isWrong) return unchanged;
      return clearMs === 0 ? over(alert) : { alert: next('falling', alert.isAnnounced), news: null };
    case 'falling':
      if (look.isWrong) return { alert: next('raised', alert.isAnnounced), news: null };
      if (heldMs < 0) return { alert: next('falling', alert.isAnnounced), news: null };
      return heldMs >= clearMs ? over(alert) : unchanged;
  }
}

const over = ({ isAnnounced }: Alert): Step => ({ alert: null, news: isAnnounced ? 'cleared' : null });
