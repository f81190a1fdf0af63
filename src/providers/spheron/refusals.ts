import { problem } from '../../model/problem.ts';
import { fail, type Result } from '../../model/result.ts';
import { plainText } from '../../model/text.ts';

/**
 * Why something is not sent, each with the sentence for it. What was typed or read verbatim may stand in it: it becomes
 * plain text here.
 */
export function refusals(provider: string) {
  const refuse =
    (code: 'invalid' | 'conflict' | 'not-found' | 'unsupported') =>
    (message: string): Result<never> =>
      fail(problem(code, plainText(message), { provider }));
  return {
    invalid: refuse('invalid'),
    conflict: refuse('conflict'),
    absent: refuse('not-found'),
    unsupported: refuse('unsupported'),
  };
}

/** What Spheron's API does not have, or fleetop does not do there. */
export const sentences = {
  noCreate: 'nothing can be created at Spheron from here: it needs a repository or an image connected there',
  noProjectPower: 'Spheron has no power control for projects: they are deployed, and deployments canceled',
  noProjectChange: "a Spheron project's settings cannot be changed from here, nor can it be deleted",
  noInstancePower: 'Spheron has no power control: a compute instance can be updated, or closed for good',
  noRename: "Spheron's API cannot rename a compute instance",
  noSnapshots: 'Spheron has no snapshots',
  noSsl: 'Spheron manages certificates itself: its API has no SSL setting',
  projectsOnly: 'Spheron has this for projects, not for compute instances',
  olderUpdate: "this host speaks Spheron's API of 2023, whose instances cannot be updated from here",
} as const;
