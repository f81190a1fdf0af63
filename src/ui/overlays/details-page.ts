import { type RelatedRow, relatedRows } from '../../commands/related-rows.ts';
import { matchingLines } from '../../commands/search-lines.ts';
import { formatAge, formatSpan } from '../../format/age.ts';
import { fitTo } from '../../format/fit.ts';
import { statusTone, toneSymbol } from '../../format/status.ts';
import type { JsonObject } from '../../model/json.ts';
import type { PastDeed } from '../../model/past-deed.ts';
import { problemHint } from '../../model/problem.ts';
import {
  type Details,
  type DetailsPage,
  type DetailsSection,
  detailsSections,
} from '../../store/details-page.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { InnerLine } from '../components/spans.ts';
import type { Span } from '../theme/style.ts';
import { phaseSymbol, phaseToken } from '../tokens.ts';
import { type Block, textsOf } from './block.ts';
import { chosen } from './choice-lines.ts';
import { bounded, detailsBlocks } from './details-blocks.ts';
import { probeDetails } from './probe-details.ts';
import { wrapped } from './wrapped.ts';

type Options = { readonly width: number; readonly now: number; readonly fleet: FleetState };

/** The section of a page that is looked at, with what is searched for standing out. */
export function detailsPageBlocks(page: DetailsPage, options: Options): readonly Block[] {
  const blocks = sectionBlocks(page, options);
  if (page.search === '' || page.section === 'related') return blocks;
  const matches = matchingLines(textsOf(blocks), page.search);
  const found = new Set(matches);
  return blocks.map((block, index) =>
    block.type === 'line' && found.has(index)
      ? {
          ...block,
          line: {
            ...block.line,
            under: matches[page.match] === index ? 'selection' : 'selection.unfocused',
          },
        }
      : block,
  );
}

function sectionBlocks(page: DetailsPage, { width, now, fleet }: Options): readonly Block[] {
  const { content, section } = page;
  if (section === 'related') return asBlocks(relatedLines(page, fleet, now));
  if (section === 'journal') return asBlocks(journalLines(page.deeds, width, now));
  const hasFrames = page.search === '';
  const probe = section === 'fields' ? fleet.probes.get(page.ref) : undefined;
  const sampled = probe === undefined ? [] : detailsBlocks(probeDetails(probe, now), width, false);
  // A framed table has no lines of its own that could stand out.
  const told = contentBlocks(content, (details) =>
    section === 'fields'
      ? detailsBlocks(details, width, hasFrames)
      : asBlocks(jsonLines(JSON.stringify(details, null, 2), width)),
  );
  return [...sampled, ...told];
}

/** What a provider has answered, or why it has not; nothing while it is asked. */
export function contentBlocks(
  content: Details,
  show: (details: JsonObject) => readonly Block[],
): readonly Block[] {
  switch (content.phase) {
    case 'loading':
      return [];
    case 'failed':
      return asBlocks([
        { spans: [[` ${content.problem.message}`, 'error']] },
        { spans: [[` ${problemHint(content.problem.code) ?? ''}`, 'muted']] },
      ]);
    case 'ready':
      return show(content.details);
  }
}

const asBlocks = (lines: readonly InnerLine[]): readonly Block[] =>
  lines.map((line) => ({ type: 'line', line }));

const jsonLines = (json: string, width: number): readonly InnerLine[] =>
  json.split('\n').flatMap((line) => {
    const indent = ' '.repeat(1 + line.length - line.trimStart().length);
    return wrapped(bounded(line.trimStart()), width - indent.length).map(
      (piece): InnerLine => ({ spans: [[indent + piece, 'text']] }),
    );
  });

function relatedLines(page: DetailsPage, fleet: FleetState, now: number): readonly InnerLine[] {
  const rows = relatedRows(page, fleet);
  const problems = page.related?.problems ?? [];
  return [
    ...rows.map((row, at) => chosen(at === page.index, relatedSpans(row, now))),
    ...problems.map((problem): InnerLine => ({ spans: [[` ${problem}`, 'warning']] })),
    ...(page.related === null ? [muted('asking the provider for what belongs to this …')] : []),
    ...(page.related !== null && rows.length + problems.length === 0
      ? [muted('Nothing else belongs to this, as far as its provider tells')]
      : []),
  ];
}

const muted = (text: string): InnerLine => ({ spans: [[` ${text}`, 'muted']] });

function relatedSpans(row: RelatedRow, now: number): readonly Span[] {
  const head = (kind: string, name: string): readonly Span[] => [
    [fitTo(kind, 11), 'muted'],
    [`${fitTo(name, 30)} `, 'text'],
  ];
  const status = (word: Parameters<typeof statusTone>[0], shown: string): Span => {
    const tone = statusTone(word);
    return [`${toneSymbol(tone)} ${fitTo(shown, 13)}`, `status.${tone}`];
  };
  switch (row.type) {
    case 'server': {
      const { name, status: word, ipv4, ipv6 } = row.server;
      return [...head('server', name), status(word, word), [` ${ipv4 ?? ipv6 ?? ''}`, 'muted']];
    }
    case 'app': {
      const { name, kind, status: word, domains } = row.app;
      return [...head(kind, name), status(word, word), [` ${domains[0] ?? ''}`, 'muted']];
    }
    case 'deployment': {
      const { id, status: word, providerStatus, createdAt, commit } = row.deployment;
      return [
        ...head('deployment', id),
        status(word, word === 'unknown' ? providerStatus : word),
        [` ${formatAge(createdAt, now)} ago  ${commit ?? ''}`, 'muted'],
      ];
    }
    case 'domain': {
      const { host, isVerified, certificate } = row.domain;
      const verified = isVerified === null ? '' : isVerified ? 'verified' : 'not verified';
      return [...head('domain', host), [`${verified}  ${certificate ?? ''}`, 'muted']];
    }
    case 'snapshot': {
      const { name, createdAt, description } = row.snapshot;
      return [...head('snapshot', name), [`${formatAge(createdAt, now)} ago  ${description ?? ''}`, 'muted']];
    }
  }
}

function journalLines(deeds: readonly PastDeed[] | null, width: number, now: number): readonly InnerLine[] {
  if (deeds === null) return [muted('reading the journal …')];
  if (deeds.length === 0) return [muted('Nothing was done to this from here')];
  return deeds.flatMap(({ at, user, verb, parameters, phase, message, durationMs }): readonly InnerLine[] => [
    {
      spans: [
        [` ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z `, 'muted'],
        [`${phaseSymbol(phase)} ${verb} `, phaseToken(phase)],
        [`${formatAge(at, now)} ago by ${user}`, 'text'],
        [durationMs === null ? '' : `, took ${formatSpan(durationMs)}`, 'muted'],
      ],
    },
    ...[parameters, message]
      .filter((text) => text !== '')
      .flatMap((text) => wrapped(text, width - 6))
      .map((text): InnerLine => ({ spans: [[`     ${text}`, 'muted']] })),
  ]);
}

const titles: Readonly<Record<DetailsSection, string>> = {
  fields: 'Fields',
  related: 'Related',
  journal: 'Journal',
  json: 'JSON',
};

/** The sections, with how much is known to be in them; the one that is looked at in brackets. */
export const sectionSpans = (page: DetailsPage, fleet: FleetState): readonly Span[] =>
  detailsSections.map((section): Span => {
    const count = section === 'related' ? relatedRows(page, fleet).length : (page.deeds?.length ?? 0);
    const isCounted = (section === 'related' || section === 'journal') && count > 0;
    const title = `${titles[section]}${isCounted ? ` ${count}` : ''}`;
    return section === page.section ? [`[${title}]`, 'key'] : [` ${title} `, 'muted'];
  });
