import type { ActionRequest, Deed, Target } from '../../model/action.ts';
import type { Result } from '../../model/result.ts';
import type { Deps } from '../../runtime/deps.ts';
import type { Prepared } from '../provider.ts';
import type { Parts } from './parts.ts';
import { createDeploymentWrites } from './prepare-deployment.ts';
import { createDomainWrites } from './prepare-domain.ts';
import { createEnvWrites } from './prepare-env.ts';
import { createInstanceWrites, type InstanceReader } from './prepare-instance.ts';
import { createEnvReads } from './project-env.ts';
import { refusals, sentences } from './refusals.ts';

/** What Spheron's API can change, as requests: each is read up and checked here, and sent elsewhere. */
export function createWrites(parts: Parts, readInstance: InstanceReader, random: Deps['random']) {
  const deployments = createDeploymentWrites(parts);
  const variables = createEnvReads(parts);
  const env = createEnvWrites(parts.provider, variables);
  const domains = createDomainWrites(parts);
  const instances = createInstanceWrites(parts, readInstance, random);
  const { unsupported } = refusals(parts.provider);

  const onProject = async (id: string, deed: Deed, signal: AbortSignal): Promise<Result<Prepared>> => {
    switch (deed.verb) {
      case 'deploy':
      case 'redeploy':
        return deployments.redeploy(id, signal);
      case 'cancel':
        return deployments.cancel(id, signal);
      case 'authorize':
        return deployments.authorize(id, signal);
      case 'rollback':
        return deployments.rollback(id, deed.deploymentId, signal);
      case 'env':
        return deed.change === 'set'
          ? env.set(id, deed.values, deed.isWhole, signal)
          : env.unset(id, deed.names, signal);
      case 'domain':
        return deed.change === 'add'
          ? domains.add(id, deed.host)
          : domains[deed.change](id, deed.host, signal);
      case 'start':
      case 'stop':
      case 'shutdown':
      case 'reboot':
        return unsupported(sentences.noProjectPower);
      case 'update':
      case 'delete':
      case 'rename':
        return unsupported(sentences.noProjectChange);
      case 'snapshot':
        return unsupported(sentences.noSnapshots);
      case 'ssl':
        return unsupported(sentences.noSsl);
    }
  };

  const onInstance = async (id: string, deed: Deed, signal: AbortSignal): Promise<Result<Prepared>> => {
    switch (deed.verb) {
      case 'update':
        return instances.update(id, deed.fields, signal);
      case 'delete':
        return instances.close(id);
      case 'start':
      case 'stop':
      case 'shutdown':
      case 'reboot':
        return unsupported(sentences.noInstancePower);
      case 'rename':
        return unsupported(sentences.noRename);
      case 'snapshot':
        return unsupported(sentences.noSnapshots);
      case 'ssl':
        return unsupported(sentences.noSsl);
      case 'deploy':
      case 'redeploy':
      case 'cancel':
      case 'authorize':
      case 'rollback':
      case 'env':
      case 'domain':
        return unsupported(sentences.projectsOnly);
    }
  };

  const onTarget = (target: Target, deed: Deed, signal: AbortSignal): Promise<Result<Prepared>> => {
    switch (target.kind) {
      case 'app':
        return onProject(target.resource.id, deed, signal);
      case 'server':
        return onInstance(target.resource.id, deed, signal);
    }
  };

  return {
    prepare: async (request: ActionRequest, signal: AbortSignal): Promise<Result<Prepared>> =>
      'create' in request ? unsupported(sentences.noCreate) : onTarget(request.target, request.deed, signal),
    listEnv: variables.list,
    listDomains: domains.list,
  };
}
