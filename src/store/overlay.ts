import type { ListId } from '../listing/list-id.ts';
import type { ActionRequest, CreatableKind, OfAccount, OneTimeSecret } from '../model/action.ts';
import type { Deployment } from '../model/deployment.ts';
import type { Details, DetailsPage } from './details-page.ts';
import type { FormPage } from './form-page.ts';
import type { GuidePage } from './guide-page.ts';
import type { SettingsPage } from './settings.ts';

/** What is asked before a provider is changed: the targets are frozen as they were when the key was pressed. */
export type Question = {
  readonly requests: readonly ActionRequest[];
  /** "Reboot", "Stop (power cut)". */
  readonly title: string;
  /** 1: `y` accepts. 2 and 3: `answer` has to be typed, then Enter. */
  readonly tier: 1 | 2 | 3;
  readonly answer: string;
  /** The name has what no keyboard has: the answer is the target's id. */
  readonly isById?: boolean;
  /** What the verb costs or stops, a sentence each. */
  readonly warnings: readonly string[];
  /** What will be sent, a line each, secrets as bullets. */
  readonly facts?: readonly string[];
  /** Epoch ms of when the shown states were read; null when not known. */
  readonly stateReadAt: number | null;
  /** The form that was filled in for it: no to the question leads back there. */
  readonly form?: FormPage;
};

/** The page that lies over the panes. */
export type Overlay =
  /** The commands, as far as they meet the search, to choose from. */
  | { readonly type: 'help'; readonly search: string; readonly index: number; readonly top: number }
  | DetailsPage
  /** One account: what is reckoned, its ledger, and below that all that the provider says of it. */
  | {
      readonly type: 'account';
      readonly provider: string;
      /** Words that the ledger's rows shown have; empty: all of them. */
      readonly search: string;
      readonly content: Details;
      readonly top: number;
    }
  | {
      readonly type: 'question';
      readonly question: Question;
      readonly typed: string;
      /** Of several targets, the others are gone on with after one has failed. */
      readonly keepGoing: boolean;
      /** Epoch ms; what comes in right after is not an answer. */
      readonly openedAt: number;
      /** Epoch ms of the newest key: a key held down never rests. */
      readonly lastKeyAt: number;
      /** That key; null before the first. */
      readonly lastKey: string | null;
      readonly top: number;
    }
  /** Commands, resources and what else can be gone to, as far as they meet the line that is typed. */
  | { readonly type: 'palette'; readonly search: string; readonly index: number; readonly top: number }
  /** The columns of a list, to choose, order and size. */
  | {
      readonly type: 'columns';
      readonly list: ListId;
      readonly index: number;
      readonly top: number;
      /** The settings that it was opened from. */
      readonly under: SettingsPage | null;
    }
  /** The verbs of one resource, to choose from; without one, what can be created. */
  | { readonly type: 'menu'; readonly ref: string | null; readonly index: number; readonly top: number }
  /** The known deployments of an app, to roll back to or to read the log of. */
  | (OfAccount & {
      readonly type: 'deployments';
      readonly purpose: 'rollback' | 'log';
      readonly ref: string;
      readonly items: readonly Deployment[] | null;
      /** -1: the cursor is on none yet. */
      readonly index: number;
      readonly top: number;
    })
  | FormPage
  | GuidePage
  | SettingsPage
  /** The providers that can create something of a kind, to choose from. */
  | {
      readonly type: 'providers';
      readonly kind: CreatableKind;
      readonly names: readonly string[];
      readonly index: number;
      readonly top: number;
    }
  /** What is shown once: here until it is closed, and nowhere else. */
  | {
      readonly type: 'secret';
      readonly secret: OneTimeSecret;
      /** Epoch ms; a key that was meant for what lay here before does not close it. */
      readonly openedAt: number;
      readonly top: number;
    }
  /** A text by itself, to be read or selected with the mouse. */
  | {
      readonly type: 'text';
      readonly title: string;
      readonly text: string;
      /** Why it is shown, a sentence. */
      readonly note: string;
      /** What it lies over. */
      readonly under: DetailsPage | null;
      readonly top: number;
    }
  /** Asks before the program is left in the middle of something. */
  | {
      readonly type: 'leave';
      /** What is under way, a sentence each. */
      readonly reasons: readonly string[];
      /** Epoch ms; a key that was meant for what lay here before is no answer. */
      readonly openedAt: number;
      readonly top: number;
    };
