import { type FieldChoice, type FieldSpec, type Forms, formKindOf, type Target } from '../model/action.ts';
import type { FleetState } from '../store/fleet-state.ts';
import type { FormField, FormVerb } from '../store/form-page.ts';
import { emptyField, variableFields } from './form-edit.ts';

/** The fields of a verb for a target as it is now; null where its provider has no such form. */
export function fieldsOfVerb(
  verb: FormVerb,
  target: Target,
  forms: Forms | undefined,
): readonly FormField[] | null {
  switch (verb) {
    case 'rename':
      return [{ ...text('name', 'the new name'), value: target.resource.name }];
    case 'update':
      return updateSpecs(target, forms)?.map(emptyField) ?? null;
    case 'snapshot':
      return [
        text('name', 'a name for the snapshot'),
        { ...text('description', 'what it is for'), isRequired: false },
        { ...oneOf('memory', 'whether what is in memory goes with it', ['no', 'yes']), value: 'no' },
      ];
    case 'env.set':
      return [
        ...variableFields(1),
        {
          ...oneOf('whole', 'yes, as --replace: these are all, every other variable goes', ['no', 'yes']),
          value: 'no',
        },
      ];
    case 'env.unset':
      return [text('names', 'names of variables, a space between two')];
    case 'domain.add':
      return [text('host', 'a host name such as www.example.com')];
    case 'domain.remove':
    case 'domain.verify': {
      const hosts = target.kind === 'app' ? target.resource.domains : [];
      const [only] = hosts.length === 1 ? hosts : [];
      return [{ ...oneOf('host', 'one of its domains', hosts), value: only ?? '' }];
    }
    case 'ssl':
      return [oneOf('mode', 'auto: a certificate; force: and https alone; off: none', sslModes)];
  }
}

export const sslModes = ['auto', 'force', 'off'] as const;

/** What an update of the target takes. */
const updateSpecs = (target: Target, forms: Forms | undefined): readonly FieldSpec[] | undefined =>
  forms?.update[formKindOf(target)];

const text = (name: string, hint: string): FormField =>
  emptyField({ name, isRequired: true, isSecret: false, hint });

const oneOf = (name: string, hint: string, values: readonly string[]): FormField => ({
  ...text(name, hint),
  choices: values.map(plainChoice),
});

const plainChoice = (value: string): FieldChoice => ({ value, label: '', monthlyPrice: null });

/** The fields of a creation; what refers to a server or an app can be chosen from those that are listed. */
export const fieldsOfCreation = (
  specs: readonly FieldSpec[],
  provider: string,
  { servers, apps }: FleetState,
): readonly FormField[] =>
  specs.map((spec) => {
    const listed =
      spec.source === 'servers' ? servers : spec.source === 'apps' ? apps : new Map<string, Listed>();
    return { ...emptyField(spec), choices: choicesOf(listed.values(), provider) };
  });

type Listed = {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly kind?: string;
};

const choicesOf = (resources: Iterable<Listed>, provider: string): readonly FieldChoice[] =>
  [...resources]
    .filter((resource) => resource.provider === provider && resource.kind !== 'database')
    .map(({ id, name }) => ({ value: id, label: name, monthlyPrice: null }));
