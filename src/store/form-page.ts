import type { CreatableKind, FieldChoice, FieldSpec, OfAccount } from '../model/action.ts';

/** The verbs that need input. */
export type FormVerb =
  | 'rename'
  | 'update'
  | 'snapshot'
  | 'env.set'
  | 'env.unset'
  | 'domain.add'
  | 'domain.remove'
  | 'domain.verify'
  | 'ssl';

/** What a form is for. Its identity is the form's: each opening makes a new one. */
export type FormPurpose = OfAccount &
  (
    | { readonly type: 'create'; readonly kind: CreatableKind; readonly provider: string }
    | { readonly type: 'change'; readonly verb: FormVerb; readonly ref: string }
  );

export type FormField = FieldSpec & {
  readonly value: string;
  /** Values to choose from; with none it takes what is typed. */
  readonly choices: readonly FieldChoice[];
};

export type FormPage = {
  readonly type: 'form';
  readonly purpose: FormPurpose;
  readonly title: string;
  readonly fields: readonly FormField[];
  /** The field typed into; behind the last one stands the button. */
  readonly index: number;
  /** Why it cannot go on as it is; null before it was tried, and after a change. */
  readonly problem: string | null;
  /** The provider's rules are being asked. */
  readonly isChecking: boolean;
  readonly top: number;
};
