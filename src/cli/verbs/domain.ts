import { addActionOptions } from '../action/action-options.ts';
import { refuseBare } from '../refuse-bare.ts';
import { targetWords, type Verb } from '../verb.ts';

const app = ['<app>', targetWords] as const;

const changes = [
  { change: 'add', description: 'add one' },
  { change: 'remove', description: 'remove one' },
  { change: 'verify', description: 'have its DNS records checked' },
] as const;

export const domain: Verb = (program, bind) => {
  const command = program.command('domain').description("an app's domains");
  bind(
    command
      .command('list')
      .description('list them')
      .argument(...app),
    async () => (await load()).runDomainList,
  );
  for (const { change, description } of changes) {
    const sub = command
      .command(change)
      .description(description)
      .argument(...app)
      .argument('<host>', 'the domain');
    bind(addActionOptions(sub), async () => (await load()).runDomainChange(change));
  }
  refuseBare(command);
};

const load = () => import('./run-domain.ts');
