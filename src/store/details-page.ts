import type { JsonObject } from '../model/json.ts';
import type { PastDeed } from '../model/past-deed.ts';
import type { Problem } from '../model/problem.ts';
import type { Related } from '../model/related.ts';

export type Details =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly details: JsonObject; readonly readAt: number }
  | { readonly phase: 'failed'; readonly problem: Problem };

export const detailsSections = ['fields', 'related', 'journal', 'json'] as const;

export type DetailsSection = (typeof detailsSections)[number];

/** All about one resource, a section at a time. */
export type DetailsPage = {
  readonly type: 'details';
  readonly title: string;
  readonly ref: string;
  readonly section: DetailsSection;
  readonly content: Details;
  /** What only the provider can tell of it; null until it was asked, which is when the section is looked at. */
  readonly related: Related | null;
  /** Newest first; null until the journal was read. */
  readonly deeds: readonly PastDeed[] | null;
  /** What is looked for in the section; empty when nothing is. */
  readonly search: string;
  /** The related row under the cursor, and the match that one is at. */
  readonly index: number;
  readonly match: number;
  readonly top: number;
  /** The page from which this one was opened. */
  readonly previous: DetailsPage | null;
};

export const openedDetails = (
  ref: string,
  title: string,
  previous: DetailsPage | null = null,
): DetailsPage => ({
  type: 'details',
  title,
  ref,
  section: 'fields',
  content: { phase: 'loading' },
  related: null,
  deeds: null,
  search: '',
  index: 0,
  match: 0,
  top: 0,
  previous,
});
