import type { App, AppAction } from './app.ts';
import type { JsonObject } from './json.ts';
import type { Server, ServerAction } from './server.ts';

/** Every verb that changes something at a provider. */
export type Verb = Exclude<ServerAction | AppAction, 'console'> | 'create';

/** Values by the provider's own field names, as they were typed. */
export type Fields = { readonly [name: string]: string };

/** What is acted upon: frozen when it was chosen, with its state as it was then. */
export type Target = OfAccount &
  ({ readonly kind: 'server'; readonly resource: Server } | { readonly kind: 'app'; readonly resource: App });

/** Where a configuration can change before the request is sent: the account that was meant by the provider's name. */
export type OfAccount = { readonly account?: string };

/** What is to be done to a target. */
export type Deed =
  | {
      readonly verb:
        | 'start'
        | 'stop'
        | 'shutdown'
        | 'reboot'
        | 'deploy'
        | 'redeploy'
        | 'cancel'
        | 'authorize'
        | 'delete';
    }
  | { readonly verb: 'rename'; readonly name: string }
  | { readonly verb: 'rollback'; readonly deploymentId: string }
  | { readonly verb: 'update'; readonly fields: Fields }
  | {
      readonly verb: 'snapshot';
      readonly name: string;
      readonly description: string | null;
      readonly includesRam: boolean;
    }
  /** `isWhole`: the values are the whole map, whatever stands there now. */
  | { readonly verb: 'env'; readonly change: 'set'; readonly values: Fields; readonly isWhole: boolean }
  | { readonly verb: 'env'; readonly change: 'unset'; readonly names: readonly string[] }
  | { readonly verb: 'domain'; readonly change: 'add' | 'remove' | 'verify'; readonly host: string }
  | { readonly verb: 'ssl'; readonly mode: 'auto' | 'force' | 'off' };

/** A webhook is a receiver's address, registered at the provider. */
export type CreatableKind = 'server' | 'app' | 'database' | 'user' | 'webhook';

export type ActionRequest =
  | { readonly target: Target; readonly deed: Deed }
  | (OfAccount & { readonly create: CreatableKind; readonly provider: string; readonly fields: Fields });

/** What a provider answered to an action it took on. */
export type Accepted = {
  /** One sentence, the provider's own where it gave one. */
  readonly message: string;
  readonly deploymentId: string | null;
  /** Id of the provider's own task, to be asked with `readAction`. */
  readonly actionId: string | null;
  /** The resource's or deployment's state in the provider's word, where the reply says. */
  readonly status: string | null;
  readonly created: Server | App | null;
  /** A secret that is shown this once and stored nowhere. */
  readonly oneTimeSecret: JsonObject | null;
};

/** A field of a create form or of an update. */
export type FieldSpec = {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
  /** What it wants, in a few words: "3 to 63 characters". */
  readonly hint: string;
  /** Where its values are listed; left out, it takes free text. */
  readonly source?: FieldSource;
};

/** The ids of the provider's own servers or apps; or a part of the rows of a list that the account's reading has. */
export type FieldSource = 'servers' | 'apps' | { readonly list: string; readonly key: string };

/** The fields that a provider's `create` and `update` take, by kind; what is absent cannot be created, or changed. */
export type Forms = {
  readonly create: Readonly<Partial<Record<CreatableKind, readonly FieldSpec[]>>>;
  readonly update: Readonly<Partial<Record<'server' | 'app' | 'database', readonly FieldSpec[]>>>;
  /** What a creation asks of the account, to stand behind "it": "needs a balance of at least INR 1,000". */
  readonly createCosts?: Readonly<Partial<Record<CreatableKind, string>>>;
  /** What a deletion does where what is deleted lives on, to stand behind its name: "is disconnected". */
  readonly deletion?: Readonly<Partial<Record<'server' | 'app' | 'database', string>>>;
  /** What is sent along with a creation that leaves all of these fields empty, as it may be shown. */
  readonly createAdds?: Readonly<Partial<Record<CreatableKind, Fields>>>;
};

/** The kind of a target as forms name it: of the apps, databases have their own. */
export const formKindOf = ({ kind, resource }: Target): 'server' | 'app' | 'database' =>
  kind === 'app' && resource.kind === 'database' ? 'database' : kind;

/** One of the values that a provider lists for a field. */
export type FieldChoice = {
  readonly value: string;
  /** What it is, in words. */
  readonly label: string;
  /** Decimal, in the account's currency; null where it costs nothing by itself or nobody says. */
  readonly monthlyPrice: string | null;
};

/** By the field's name; a field that is absent takes free text. */
export type FieldChoices = { readonly [field: string]: readonly FieldChoice[] };

/** What a creation tells once: shown, and kept nowhere. */
export type OneTimeSecret = {
  readonly provider: string;
  /** Of what was created. */
  readonly name: string;
  readonly values: JsonObject;
};
