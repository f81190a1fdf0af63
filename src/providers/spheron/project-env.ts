import { z } from 'zod';
import type { HttpRequest } from '../../http/request.ts';
import { fail, mapResult, type Result, succeed } from '../../model/result.ts';
import { anotherResource, isAnother } from '../asked-for.ts';
import { identifier, readShape } from '../lenient.ts';
import type { EnvEntry } from '../provider.ts';
import { jsonOf, under } from './details.ts';
import type { Parts } from './parts.ts';
import { refusals } from './refusals.ts';

/** In replies of 2022 an environment is its id only, or has no id. */
const environments = z
  .array(z.union([identifier, z.object({ _id: identifier.nullish(), name: z.string().min(1) })]))
  .nullish()
  .transform((rows) => rows ?? []);

/** As far as a write needs it; a variable that cannot be read fails it: it might be added twice. */
const project = z.object({
  environmentVariables: z.array(
    z.object({
      _id: identifier,
      name: z.string(),
      value: z.string().nullish(),
      deploymentEnvironments: environments,
    }),
  ),
  deploymentEnvironments: environments,
});
type Project = z.infer<typeof project>;
type Environments = Project['deploymentEnvironments'];

const environmentsReply = z.object({ result: environments });

/** A project's variables and the environments they can be in, as far as a write has to know them. */
export function createEnvReads({ provider, client }: Parts) {
  const { conflict } = refusals(provider);

  const load = async (
    projectId: string,
    signal: AbortSignal,
    reading: Pick<HttpRequest, 'isVerbatim'>,
  ): Promise<Result<Project>> => {
    const body = await client.project(projectId, signal, reading);
    if (!body.ok) return body;
    const raw = under(jsonOf(body.value), 'project');
    if (isAnother(raw, projectId, '_id')) return fail(anotherResource(provider));
    return readShape(project, raw, "the project's variables", provider);
  };

  /** Verbatim: the names of variables and environments are sent back. */
  const read = (projectId: string, signal: AbortSignal) => load(projectId, signal, { isVerbatim: true });

  /** Of the whole project, by name. */
  const readEnvironments = async (
    projectId: string,
    known: Environments,
    signal: AbortSignal,
  ): Promise<Result<readonly string[]>> => {
    if (known.length > 0) return succeed(namesOf(known, known));
    const body = await client.deploymentEnvironments(projectId, signal, { isVerbatim: true });
    if (!body.ok) return body;
    const reply = readShape(environmentsReply, body.value, 'the deployment environments', provider);
    if (!reply.ok) return reply;
    const { result } = reply.value;
    return result.length === 0
      ? conflict('the project has no deployment environment that a variable could belong to')
      : succeed(namesOf(result, result));
  };

  /** With their values in clear text, as Spheron gives them. */
  const list = async (projectId: string, signal: AbortSignal): Promise<Result<readonly EnvEntry[]>> =>
    mapResult(await load(projectId, signal, {}), ({ environmentVariables }) =>
      environmentVariables.map(({ name, value }) => ({ name, value: value ?? null })),
    );

  return { read, readEnvironments, list };
}

/** An environment that is given by its id alone is named by the project's list; unknown there, it stays an id. */
export const namesOf = (rows: Environments, known: Environments): readonly string[] =>
  rows.map((row) => {
    if (typeof row !== 'string') return row.name;
    const same = known.find((one) => typeof one !== 'string' && one._id === row);
    return same === undefined || typeof same === 'string' ? row : same.name;
  });
