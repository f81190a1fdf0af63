import { z } from 'zod';
import { didYouMean, nearest } from '../model/nearest.ts';
import type { ConfigProblem } from './config.ts';
import { configSchema } from './schema.ts';
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
const keyText = (path: KeyPath): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

function findingsOf(issue: z.core.$ZodIssue): readonly Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(configSchema, path);
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

/** The keys of the map that stands at a path, as the schema has them; none where none stands there. */
function knownKeys(schema: unknown, path: KeyPath): readonly string[] {
  if (schema instanceof z.ZodOptional) return knownKeys(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => knownKeys(option, path));
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return knownKeys(schema.element, rest);
  if (schema instanceof z.ZodRecord) return knownKeys(schema.valueType, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return step === undefined ? Object.keys(schema.shape) : knownKeys(schema.shape[step], rest);
}
