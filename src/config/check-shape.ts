import type { z } from 'zod';
import { didYouMean, nearest } from '../model/nearest.ts';
import type { ConfigProblem } from './config.ts';
import { configSchema, providerSchema } from './schema.ts';
import { sshOverrideSchema, sshSchema } from './ssh-schema.ts';
import { webhooksSchema } from './webhooks-schema.ts';
import type { KeyPath, YamlFile } from './yaml-file.ts';

/** A problem before it is known which line it stands on. */
export type Finding = { readonly path: KeyPath; readonly message: string };

/** What the schema finds wrong: all of it, an unknown key with the known one that was probably meant. */
export function checkShape(value: unknown): readonly Finding[] {
  const parsed = configSchema.safeParse(value, { reportInput: true });
  return parsed.success ? [] : parsed.error.issues.flatMap(findingsOf);
}

export const locate = (finding: Finding, yaml: YamlFile, file: string): ConfigProblem => ({
  file,
  line: yaml.lineOf(finding.path),
  key: keyText(finding.path),
  message: finding.message,
});

/** `providers[0].rateLimit.perMinute` */
export const keyText = (path: KeyPath): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

function findingsOf(issue: z.core.$ZodIssue): readonly Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, known) }));
  }
  if (issue.code === 'invalid_value' && typeof issue.input === 'string') {
    const meant = nearest(issue.input, issue.values.map(String));
    if (meant !== null) return [{ path, message: `${issue.message} (did you mean "${meant}"?)` }];
  }
  return [{ path, message: issue.message }];
}

const unknownKey = (key: string, known: readonly string[]): string => {
  const suggestion = didYouMean(key, known);
  return `unknown key${suggestion || ':'} allowed ${suggestion ? 'are' : 'here are'} ${known.join(', ')}`;
};

function knownKeys(path: KeyPath): readonly string[] {
  const last = path[path.length - 1];
  if (path.length === 0) return Object.keys(configSchema.shape);
  if (typeof last === 'number') return Object.keys(providerSchema.shape);
  if (path[0] === 'ssh' && path.length > 1) return Object.keys(sshOverrideSchema.shape);
  if (last === 'rateLimit') return ['perMinute', 'perHour'];
  if (last === 'columns') return ['servers', 'apps'];
  if (last === 'thresholds') return ['cpu', 'memory', 'runwayDays'];
  if (last === 'ssh') return Object.keys(sshSchema.shape);
  if (last === 'webhooks') return Object.keys(webhooksSchema.shape);
  return ['file', 'command'];
}
