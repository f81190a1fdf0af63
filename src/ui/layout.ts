import type { LayoutName } from '../model/layout-name.ts';
import { type PaneId, panesOf, type ViewState } from '../store/view-state.ts';

/** A place on the screen in cells, from the top left corner. Frames are inside it. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type PlacedPane = Box & { readonly pane: PaneId };

export type Layout =
  | { readonly type: 'too-small' }
  | {
      readonly type: 'panes';
      readonly headerHeight: number;
      /** All between header and footer. */
      readonly body: Box;
      readonly panes: readonly PlacedPane[];
      /** Panes that have no room at this size are reached by their key. */
      readonly hidden: readonly PaneId[];
    };

export const smallest = { columns: 60, rows: 15 } as const;

const footerHeight = 1;
/** From this many rows on, the header has a line more. */
const tallRows = 30;

type Size = Pick<ViewState, 'columns' | 'rows' | 'pane' | 'isZoomed' | 'layout' | 'isProbing'>;

/** Where everything stands at a size. */
export function layoutOf({ columns, rows, pane, isZoomed, layout, isProbing }: Size): Layout {
  if (columns < smallest.columns || rows < smallest.rows) return { type: 'too-small' };
  const headerHeight = rows >= tallRows ? 3 : 2;
  const body: Box = { x: 0, y: headerHeight, width: columns, height: rows - headerHeight - footerHeight };
  const all = panesOf({ isProbing });
  const panes = isZoomed ? [{ pane, ...body }] : arrangements[layout](body, pane, all);
  const shown = new Set(panes.map((box) => box.pane));
  return { type: 'panes', headerHeight, body, panes, hidden: all.filter((id) => !shown.has(id)) };
}

type Arrange = (body: Box, pane: PaneId, all: readonly PaneId[]) => readonly PlacedPane[];

const arrangements: Readonly<Record<LayoutName, Arrange>> = {
  auto: bySize,
  wide: (body, pane, all) => (hasRoomForAll(body) ? allPanes(body, pane) : beside(body, pane, all)),
  tall: below,
  one: (body, pane) => [{ pane, ...body }],
};

const hasRoomForAll = (body: Box): boolean => body.width >= 160 && body.height >= 36;

function bySize(body: Box, pane: PaneId): readonly PlacedPane[] {
  if (hasRoomForAll(body)) return allPanes(body, pane);
  if (body.width >= 100 && body.height >= 30) return middle(body, pane);
  return small(body, pane);
}

/** The focused pane on the left; on the right those that go with it, as many as have room. */
function beside(body: Box, pane: PaneId, all: readonly PaneId[]): readonly PlacedPane[] {
  const [left, right] = splitWidth(body, 0.58);
  const others = shownBeside
    .filter((id) => id !== pane && all.includes(id))
    .slice(0, Math.max(1, Math.floor(body.height / besideRows)));
  return [
    { pane, ...left },
    ...stack(
      right,
      others.map((id) => [id, 1 / others.length]),
    ),
  ];
}

/** What is worth most beside another pane comes first. */
const shownBeside: readonly PaneId[] = ['servers', 'live', 'logs', 'apps', 'billing', 'activity', 'sessions'];
const besideRows = 10;

/** All over the whole width, in the order of their keys, as many as have room; the focused one is among them. */
function below(body: Box, pane: PaneId, all: readonly PaneId[]): readonly PlacedPane[] {
  const count = Math.max(1, Math.min(all.length, Math.floor(body.height / belowRows)));
  const first = all.slice(0, count);
  const shown = first.includes(pane) ? first : [...first.slice(0, -1), pane];
  return stack(
    body,
    shown.map((id) => [id, 1 / shown.length]),
  );
}

const belowRows = 8;

/** Two columns: lists on the left, what moves on the right; Sessions takes the place of Apps while it is looked at. */
function allPanes(body: Box, pane: PaneId): readonly PlacedPane[] {
  const [left, right] = splitWidth(body, 0.62);
  return [
    ...stack(left, [
      ['servers', 0.6],
      [pane === 'sessions' ? 'sessions' : 'apps', 0.4],
    ]),
    ...stack(right, [
      ['live', 0.34],
      ['billing', 0.22],
      ['logs', 0.28],
      ['activity', 0.16],
    ]),
  ];
}

/** Servers over the whole width, the others two by two below; Activity takes the place of Logs while it is looked at, Sessions that of Apps. */
function middle(body: Box, pane: PaneId): readonly PlacedPane[] {
  const topHeight = Math.round(body.height * 0.42);
  const rest = { ...body, y: body.y + topHeight, height: body.height - topHeight };
  const [left, right] = splitWidth(rest, 0.56);
  return [
    { pane: 'servers', ...body, height: topHeight },
    ...stack(left, [
      [pane === 'sessions' ? 'sessions' : 'apps', 0.5],
      [pane === 'activity' ? 'activity' : 'logs', 0.5],
    ]),
    ...stack(right, [
      ['live', 0.55],
      ['billing', 0.45],
    ]),
  ];
}

/** The focused pane, and below it the one that goes with it. */
function small(body: Box, pane: PaneId): readonly PlacedPane[] {
  const companion = companions[pane];
  return stack(
    body,
    companion === null
      ? [[pane, 1]]
      : [
          [pane, 0.64],
          [companion, 0.36],
        ],
  );
}

const companions: Readonly<Record<PaneId, PaneId | null>> = {
  servers: 'live',
  apps: 'logs',
  live: 'servers',
  billing: 'servers',
  logs: null,
  activity: 'servers',
  sessions: 'servers',
};

function splitWidth(box: Box, share: number): readonly [Box, Box] {
  const width = Math.round(box.width * share);
  return [
    { ...box, width },
    { ...box, x: box.x + width, width: box.width - width },
  ];
}

/** Panes one below the other by their shares; the last takes what rounding leaves. */
function stack(box: Box, parts: readonly (readonly [PaneId, number])[]): readonly PlacedPane[] {
  let { y } = box;
  return parts.map(([pane, share], index) => {
    const isLast = index === parts.length - 1;
    const height = isLast ? box.y + box.height - y : Math.round(box.height * share);
    const placed = { pane, x: box.x, y, width: box.width, height };
    y += height;
    return placed;
  });
}

/** Rows of a list that fit into a pane: without the frame and the line of column titles. */
export const listHeight = (box: Box): number => Math.max(1, box.height - 3);

/** Lines of text that fit into a pane: without the frame. */
export const textHeight = (box: Box): number => Math.max(1, box.height - 2);

export const paneBox = (layout: Layout, pane: PaneId): PlacedPane | null =>
  layout.type === 'too-small' ? null : (layout.panes.find((box) => box.pane === pane) ?? null);
