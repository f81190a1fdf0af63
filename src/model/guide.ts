import type { Problem } from './problem.ts';
import type { Result } from './result.ts';

export type GuideSecret = 'clientId' | 'apiKey';

/** A type of provider as the guided start offers it. */
export type GuideKind = {
  readonly type: string;
  /** As the vendor writes it. */
  readonly title: string;
  /** What its API has, in a few words. */
  readonly what: string;
  /** Its secrets in the order they are asked for, each with the variable that is usual for it. */
  readonly secrets: readonly { readonly name: GuideSecret; readonly variable: string }[];
  readonly baseUrl: string;
};

/** What was typed for one provider of one of the kinds; `Type` where it is known which there are. */
export type GuideKey<Type extends string = string> = {
  readonly type: Type;
  readonly secrets: Readonly<Partial<Record<GuideSecret, string>>>;
  readonly baseUrl: string;
};

/** A provider that was tested: with its name, and where its key is to be kept. */
export type GuideProvider<Type extends string = string> = GuideKey<Type> & {
  readonly name: string;
  readonly keep: 'file' | 'variable';
};

/** What a key was found to be good for. */
export type GuideFinding = {
  readonly account: string | null;
  /** A short sentence each. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
};

/** What the guided start asks of the world. Nothing is written before `finish`. */
export type Guide = {
  readonly kinds: readonly GuideKind[];
  /** Where the configuration will be. */
  readonly path: string;
  /** Asks the provider, once. */
  readonly check: (key: GuideKey, signal: AbortSignal) => Promise<Result<GuideFinding>>;
  /** Writes keys and configuration and connects what they say; what went wrong, or null. */
  readonly finish: (providers: readonly GuideProvider[]) => Promise<Problem | null>;
  /** Connects the simulated fleet; nothing is written. */
  readonly demo: () => Promise<Problem | null>;
};

/** The variable that a provider's secret is kept in: the usual one for the first of a type, else with its name in it. */
export const variableOf = (
  variable: string,
  { name, type }: Pick<GuideProvider, 'name' | 'type'>,
  others: readonly Pick<GuideProvider, 'type'>[],
): string =>
  others.some((other) => other.type === type)
    ? `${name.toUpperCase().replaceAll('-', '_')}_${variable}`
    : variable;

/** The file beside the configuration that a provider's secret is kept in. */
export const secretFile = (name: string, secret: GuideSecret): string =>
  `${name}.${secret === 'apiKey' ? 'key' : 'client-id'}`;
