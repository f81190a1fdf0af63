import type { GuideFinding, GuideKey, GuideKind, GuideProvider } from '../model/guide.ts';
import type { TextLine } from './text-line.ts';

/** A line of the guided start that is typed into. */
export type GuideField = { readonly label: string; readonly line: TextLine; readonly isSecret: boolean };

export type GuideStep =
  /** The demo, a provider, or with one tested: on to the dashboard. */
  | { readonly name: 'choose'; readonly index: number }
  /** The key of one provider, and its address. */
  | {
      readonly name: 'key';
      readonly kind: GuideKind;
      readonly fields: readonly GuideField[];
      readonly index: number;
    }
  /** What the key is good for; the provider's name, and where the key is kept. */
  | {
      readonly name: 'keep';
      readonly kind: GuideKind;
      readonly key: GuideKey;
      readonly finding: GuideFinding;
      readonly called: TextLine;
      readonly keep: GuideProvider['keep'];
      /** 0: the name, 1: the place of the key, 2: the button. */
      readonly index: number;
    };

/** A provider that is done with, and how its step looked, to go back to. */
export type GuideDone = { readonly provider: GuideProvider; readonly step: GuideStep };

export type GuidePage = {
  readonly type: 'guide';
  readonly step: GuideStep;
  readonly done: readonly GuideDone[];
  /** Something is being asked or written: what. */
  readonly busy: string | null;
  /** Why it does not go on. */
  readonly problem: string | null;
  readonly top: number;
};
