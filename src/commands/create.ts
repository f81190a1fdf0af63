import type { CreatableKind } from '../model/action.ts';
import type { FormPurpose } from '../store/form-page.ts';
import type { PaneId } from '../store/view-state.ts';
import type { Command, CommandContext } from './command.ts';
import { fieldsOfCreation } from './form-fields.ts';
import { accountOf, chosenTargets } from './targets.ts';
import { whyLocked } from './verbs.ts';

const lists: readonly PaneId[] = ['servers', 'apps', 'live'];

/** What has a form: a receiver of webhooks is registered by the command line alone. */
const kinds: readonly CreatableKind[] = ['server', 'app', 'database', 'user'];

const titles: Readonly<Record<CreatableKind, string>> = {
  server: 'Create a server',
  app: 'Create an app or site',
  database: 'Create a database',
  user: 'Create a system user',
  webhook: 'Register a webhook',
};

/** Names of the providers that can create something of a kind, in the order they are configured in. */
const creatorsOf = ({ fleet, forms }: CommandContext, kind: CreatableKind): readonly string[] =>
  [...fleet.getState().providers.keys()].filter((name) => forms(name)?.create[kind] !== undefined);

/** Whether any provider can create anything. */
export const canCreate = (context: CommandContext): boolean =>
  kinds.some((kind) => creatorsOf(context, kind).length > 0);

function whyNot(context: CommandContext, kind: CreatableKind): string | null {
  const locked = whyLocked(context);
  if (locked !== null) return locked;
  return creatorsOf(context, kind).length === 0 ? 'No configured provider has that in its API' : null;
}

/** Goes to the form, by way of a choice where several providers can do it: the row's own stands under the cursor. */
function begin(context: CommandContext, kind: CreatableKind): void {
  const names = creatorsOf(context, kind);
  const [first] = names;
  if (first !== undefined && names.length === 1) openForm(context, kind, first);
  else {
    const own = chosenTargets(context)[0]?.resource.provider ?? '';
    const index = Math.max(0, names.indexOf(own));
    context.view.setState({ overlay: { type: 'providers', kind, names, index, top: 0 } });
  }
}

/** Opens the form of the provider under the cursor. */
export function chooseProvider(context: CommandContext): void {
  const { overlay } = context.view.getState();
  if (overlay?.type !== 'providers') return;
  const name = overlay.names[overlay.index];
  if (name !== undefined) openForm(context, overlay.kind, name);
}

function openForm(context: CommandContext, kind: CreatableKind, provider: string): void {
  const { view, fleet, forms, loadChoices } = context;
  const specs = forms(provider)?.create[kind];
  if (specs === undefined) return;
  const purpose: FormPurpose = { type: 'create', kind, provider, ...accountOf(context, provider) };
  view.setState({
    overlay: {
      type: 'form',
      purpose,
      title: `${titles[kind]}: ${provider}`,
      fields: fieldsOfCreation(specs, provider, fleet.getState()),
      index: 0,
      problem: null,
      isChecking: false,
      top: 0,
    },
  });
  loadChoices(purpose);
}

/** What a row's menu offers to create, and the menu of an empty list. */
export const createCommands: readonly Command[] = kinds.map((kind) => ({
  id: `create.${kind}`,
  title: titles[kind],
  keys: [],
  where: lists,
  whyNot: (context) => whyNot(context, kind),
  run: (context) => begin(context, kind),
}));
