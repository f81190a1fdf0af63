/**
 * What a request is for, most urgent first:
 *
 * - `action`: what the user does. Goes before everything and alone may use the reserve.
 * - `follow`: whether such an action has ended.
 * - `asked`: what the user wants to see now: a page, a log, a refresh.
 * - `selected`: the row under the cursor.
 * - `list`: which servers and apps there are, and how they are; balances.
 * - `visible`: the other rows on the screen.
 * - `needed`: rows off the screen that a sort or a threshold compares.
 * - `rest`: everything else, in turn.
 *
 * From `selected` on it is polling, which keeps to the pace that the key can carry for the hour to come. Lists have a
 * part of that pace to themselves: among polling the order holds for rows.
 */
export const purposes = [
  'action',
  'follow',
  'asked',
  'selected',
  'list',
  'visible',
  'needed',
  'rest',
] as const;

export type Purpose = (typeof purposes)[number];

/** 0 is the most urgent. */
export const urgencyOf = (purpose: Purpose): number => purposes.indexOf(purpose);

export type PollingPurpose = Exclude<Purpose, 'action' | 'follow' | 'asked'>;

export const isPolling = (purpose: Purpose): purpose is PollingPurpose =>
  urgencyOf(purpose) >= urgencyOf('selected');

/** Lists have their own tokens, rows have theirs. */
export const sharesTokens = (one: PollingPurpose, other: Purpose): boolean =>
  isPolling(other) && (one === 'list') === (other === 'list');
