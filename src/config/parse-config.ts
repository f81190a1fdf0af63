import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { ColumnChoice } from '../listing/arrange-columns.ts';
import { forEachList } from '../listing/list-id.ts';
import { parseDuration } from '../model/duration.ts';
import type { ProviderSettings } from '../providers/connect.ts';
import { checkNames } from './check-names.ts';
import { checkShape, type Finding, locate } from './check-shape.ts';
import {
  type Config,
  type ConfigProblem,
  type ConfigResult,
  type ConfigWorld,
  defaultPreferences,
  type KnownKeys,
  type Preferences,
} from './config.ts';
import { environmentProviders } from './environment-providers.ts';
import { readProvider } from './provider-settings.ts';
import { checkRates, readRates } from './read-rates.ts';
import { checkSshNames, readSsh } from './read-ssh.ts';
import { configSchema, partialProviderSchema, type RawColumn, type RawConfig } from './schema.ts';
import { readWebhooks } from './webhook-settings.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** A configuration file's text, checked whole: the configuration, or everything that is wrong with it. */
export function parseConfig(
  text: string,
  file: string,
  world: ConfigWorld,
  knownKeys: KnownKeys | null = null,
): ConfigResult {
  const yaml = readYaml(text, file);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems };
  const shape = checkShape(yaml.value);
  const listed = readProviders(yaml.value, shape, dirname(file), world);
  const names = checkNames(yaml.value, {
    themes: world.themes ?? null,
    commandIds: knownKeys?.commandIds ?? null,
  });
  const webhooks = readWebhooks(yaml.value, shape, dirname(file), world);
  const findings = [
    ...shape,
    ...listed.findings,
    ...names,
    ...checkRates(yaml.value),
    ...checkSshNames(yaml.value),
    ...webhooks.findings,
  ];
  if (findings.length > 0)
    return { ok: false, problems: byLine(findings.map((finding) => locate(finding, yaml, file))) };
  const raw = configSchema.parse(yaml.value);
  const clashes = [...(knownKeys?.faults(raw.keys ?? {}) ?? [])].map(([id, message]) =>
    locate({ path: ['keys', id], message }, yaml, file),
  );
  const environment = raw.providers === undefined ? environmentProviders(world.env) : null;
  return {
    ok: true,
    config: {
      ...preferencesOf(raw, yaml),
      providers: environment?.providers ?? listed.settings,
      marks: environment?.marks ?? marksOf(raw),
      source: file,
      text,
      warnings: [...(environment?.warnings ?? []), ...clashes],
      webhooks: webhooks.settings,
      literalSecrets: [...listed.literals, ...webhooks.literals].map((finding) =>
        locate(finding, yaml, file),
      ),
    },
  };
}

const byLine = (problems: readonly ConfigProblem[]) =>
  problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));

function readProviders(value: unknown, shape: readonly Finding[], folder: string, world: ConfigWorld) {
  const settings: ProviderSettings[] = [];
  const findings: Finding[] = [];
  const literals: Finding[] = [];
  const firstOf = new Map<string, number>();
  for (const [index, item] of providerItems(value).entries()) {
    const raw = goodFields(item, index, shape);
    const reading = readProvider(raw, index, folder, world);
    findings.push(...reading.findings);
    if (reading.settings !== null) settings.push(reading.settings);
    for (const key of reading.literals)
      literals.push({ path: ['providers', index, key], message: 'the key stands in the file itself' });
    if (raw.name === undefined) continue;
    const first = firstOf.get(raw.name);
    if (first === undefined) firstOf.set(raw.name, index);
    else
      findings.push({
        path: ['providers', index, 'name'],
        message: `"${raw.name}" is the name of providers[${first}] already: each provider needs its own`,
      });
  }
  return { settings, findings, literals };
}

const providerItems = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null && 'providers' in value && Array.isArray(value.providers)
    ? value.providers
    : [];

/** The fields of one provider that the schema accepts. */
function goodFields(item: unknown, index: number, shape: readonly Finding[]) {
  if (typeof item !== 'object' || item === null) return {};
  const bad = new Set(
    shape.filter(({ path }) => path[0] === 'providers' && path[1] === index).map(({ path }) => path[2]),
  );
  const good = Object.entries(item).filter(([key]) => !bad.has(key));
  return partialProviderSchema.safeParse(Object.fromEntries(good)).data ?? {};
}

const marksOf = ({ providers }: RawConfig): Config['marks'] =>
  new Map(
    providers?.map((provider) => [
      provider.name,
      createHash('sha256').update(JSON.stringify(provider)).digest('base64'),
    ]),
  );

const choiceOf = (column: RawColumn): ColumnChoice =>
  typeof column === 'string' ? { id: column, width: null } : { id: column.id, width: column.width ?? null };

const preferencesOf = (raw: RawConfig, yaml: YamlFile): Preferences => ({
  theme: raw.theme ?? defaultPreferences.theme,
  readOnly: raw.readOnly ?? defaultPreferences.readOnly,
  mouse: raw.mouse ?? defaultPreferences.mouse,
  ascii: raw.ascii ?? defaultPreferences.ascii,
  protected: raw.protected ?? defaultPreferences.protected,
  thresholds: {
    cpu: raw.thresholds?.cpu ?? defaultPreferences.thresholds.cpu,
    memory: raw.thresholds?.memory ?? defaultPreferences.thresholds.memory,
    runwayDays: raw.thresholds?.runwayDays ?? defaultPreferences.thresholds.runwayDays,
  },
  columns: forEachList((list) => raw.columns?.[list]?.map(choiceOf)),
  layout: raw.layout ?? null,
  notify: raw.notify ?? defaultPreferences.notify,
  rates: readRates(raw.rates, yaml),
  keys: raw.keys ?? defaultPreferences.keys,
  lockWhenIdleMs: raw.lockWhenIdle === undefined ? null : parseDuration(raw.lockWhenIdle),
  ssh: readSsh(raw.ssh),
});
