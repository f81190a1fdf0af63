import type { Fields } from '../../model/action.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import type { Prepared } from '../provider.ts';
import { readAccepted } from './accepted.ts';
import { projectPath } from './client.ts';
import { type createEnvReads, namesOf } from './project-env.ts';
import { refusals } from './refusals.ts';

/**
 * A project's variables: `POST .../environment-variables` adds any number, `PUT` and `DELETE .../:varId` change and
 * remove one (vendor SDK, packages/core). `environments` are names, as the SDK (packages/site) gives them back.
 */
export function createEnvWrites(
  provider: string,
  { read, readEnvironments }: ReturnType<typeof createEnvReads>,
) {
  const { invalid, conflict, absent } = refusals(provider);

  const set = async (
    projectId: string,
    values: Fields,
    isWhole: boolean,
    signal: AbortSignal,
  ): Promise<Result<Prepared>> => {
    const names = Object.keys(values);
    if (names.length === 0) return invalid('name: at least one variable is required, as NAME=VALUE');
    if (names.some((name) => name.trim() === '')) return invalid("name: a variable's name must not be empty");
    const found = await read(projectId, signal);
    if (!found.ok) return found;
    const { environmentVariables: present, deploymentEnvironments } = found.value;
    const others = present.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
    if (isWhole && others.length > 0)
      return invalid(
        `Spheron cannot replace the whole map in one request: unset ${quoted(others)} first, one at a time`,
      );
    const existing = present.filter(({ name }) => names.includes(name));
    const [variable] = existing;
    if (variable === undefined) {
      const all = await readEnvironments(projectId, deploymentEnvironments, signal);
      return mapResult(all, (environments) => ({
        request: {
          method: 'POST',
          path: variablesPath(projectId),
          body: {
            environmentVariables: Object.entries(values).map(([name, value]) => ({
              name,
              value,
              environments,
            })),
          },
        },
        fallback: null,
        read: readAccepted(names.length === 1 ? 'variable added' : 'variables added'),
      }));
    }
    if (names.length > 1) return invalid(oneByOne(names, existing));
    if (existing.length > 1) return conflict(severalOf(variable.name, existing.length));
    const own = namesOf(variable.deploymentEnvironments, deploymentEnvironments);
    const all =
      own.length > 0 ? succeed(own) : await readEnvironments(projectId, deploymentEnvironments, signal);
    return mapResult(all, (environments) => ({
      request: {
        method: 'PUT',
        path: `${variablesPath(projectId)}/${encodeURIComponent(variable._id)}`,
        body: { name: variable.name, value: values[variable.name] ?? '', environments },
      },
      fallback: null,
      read: readAccepted('variable changed'),
    }));
  };

  const unset = async (
    projectId: string,
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<Prepared>> => {
    const [name, ...more] = new Set(names);
    if (name === undefined || name.trim() === '') return invalid('name: is required, the variable to remove');
    if (more.length > 0) return invalid('name: Spheron removes one variable at a time, unset each by itself');
    const found = await read(projectId, signal);
    if (!found.ok) return found;
    const [variable, ...same] = found.value.environmentVariables.filter((row) => row.name === name);
    if (variable === undefined) return absent(`there is no variable "${name}"`);
    if (same.length > 0) return conflict(severalOf(name, same.length + 1));
    return succeed({
      request: { method: 'DELETE', path: `${variablesPath(projectId)}/${encodeURIComponent(variable._id)}` },
      fallback: null,
      read: readAccepted('variable removed'),
    });
  };

  return { set, unset };
}

const variablesPath = (projectId: string): string => `${projectPath(projectId)}/environment-variables`;

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** Several requests would be several actions: one that fails halfway could not be undone. */
function oneByOne(names: readonly string[], existing: readonly { readonly name: string }[]): string {
  const there = [...new Set(existing.map(({ name }) => name))];
  const fresh = names.filter((name) => !there.includes(name));
  const [are, them] = there.length === 1 ? ['is', 'it'] : ['are', 'each of them'];
  const together = fresh.length === 1 ? '' : ' together';
  const rest = fresh.length === 0 ? '' : `; then set ${quoted(fresh)}${together}`;
  return `Spheron changes one variable in a request, and ${quoted(there)} ${are} there already: nothing was sent. Set ${them} by itself${rest}`;
}

const severalOf = (name: string, count: number): string =>
  `there are ${count} variables "${name}", for different environments: change them at Spheron`;
