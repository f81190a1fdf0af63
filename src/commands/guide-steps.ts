import type { GuideKey, GuideKind, GuideSecret } from '../model/guide.ts';
import type { GuidePage, GuideStep } from '../store/guide-page.ts';
import { emptyLine, lineOf } from '../store/text-line.ts';

/** What can be chosen on the first page: with a provider tested, going on comes first. */
export type GuideChoice =
  | { readonly type: 'finish' }
  | { readonly type: 'demo' }
  | { readonly type: 'kind'; readonly kind: GuideKind };

export const guideChoices = (kinds: readonly GuideKind[], { done }: GuidePage): readonly GuideChoice[] => [
  done.length > 0 ? { type: 'finish' } : { type: 'demo' },
  ...kinds.map((kind): GuideChoice => ({ type: 'kind', kind })),
];

export const firstPage: GuidePage = {
  type: 'guide',
  step: { name: 'choose', index: 0 },
  done: [],
  busy: null,
  problem: null,
  top: 0,
};

const labels: Readonly<Record<GuideSecret, string>> = { clientId: 'client id', apiKey: 'key' };

/** An empty form for a provider's key; the address is the documented one until it is changed. */
export const keyStep = (kind: GuideKind): GuideStep => ({
  name: 'key',
  kind,
  fields: [
    ...kind.secrets.map(({ name }) => ({ label: labels[name], line: emptyLine, isSecret: true })),
    { label: 'address', line: lineOf(kind.baseUrl), isSecret: false },
  ],
  index: 0,
});

/** What was typed, as far as it is whole; else the label of what is missing. */
export function keyOf({ kind, fields }: Extract<GuideStep, { name: 'key' }>): GuideKey | { missing: string } {
  const texts = fields.map(({ line }) => line.text.trim());
  const missing = fields.find((_, at) => texts[at] === '');
  if (missing !== undefined) return { missing: missing.label };
  return {
    type: kind.type,
    secrets: Object.fromEntries(kind.secrets.map(({ name }, at) => [name, texts[at] ?? ''])),
    baseUrl: texts.at(-1) ?? kind.baseUrl,
  };
}

/** The provider's type, with a number where that name is taken. */
export function freeName(type: string, taken: readonly string[]): string {
  let name = type;
  for (let number = 2; taken.includes(name); number += 1) name = `${type}-${number}`;
  return name;
}

/** What is wrong with a provider's name, or null. */
export function nameFault(name: string, taken: readonly string[]): string | null {
  if (!/^[a-z0-9-]+$/.test(name)) return 'The name is made of the letters a-z, digits and -';
  return taken.includes(name) ? `${name} is the name of another provider already` : null;
}
