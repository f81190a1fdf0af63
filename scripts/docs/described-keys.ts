import { z } from 'zod';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { durationPattern } from '../../src/model/duration.ts';

/** A key of the configuration file as its documentation tells it. */
export type DescribedKey = {
  /** `providers[].rateLimit.perMinute` */
  readonly key: string;
  readonly type: string;
  /** What holds where the key is not set; undefined where nothing does. */
  readonly preset: unknown;
  readonly isRequired: boolean;
  readonly description: string;
  readonly example: unknown;
};

/** What is read of a JSON Schema. */
type Node = {
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly examples?: readonly unknown[] | undefined;
  readonly type?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
  readonly properties?: Readonly<Record<string, Node>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: Node | boolean | undefined;
  readonly items?: Node | undefined;
  readonly anyOf?: readonly Node[] | undefined;
};

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    description: z.string().optional(),
    default: z.unknown().optional(),
    examples: z.array(z.unknown()).optional(),
    type: z.string().optional(),
    enum: z.array(z.string()).optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    properties: z.record(z.string(), node).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), node]).optional(),
    items: node.optional(),
    anyOf: z.array(node).optional(),
  }),
);

/** Every key, parents before their own; from the JSON Schema that editors are given. */
export const describedKeys = (): readonly DescribedKey[] => below(node.parse(configJsonSchema()), '');

function below(parent: Node, path: string): readonly DescribedKey[] {
  const { properties = {}, required = [], additionalProperties: others } = parent;
  const named = Object.entries(properties).map(
    ([name, child]) => [name, child, required.includes(name)] as const,
  );
  // A map whose keys are the user's own.
  const free =
    typeof others === 'object' && others.description !== undefined ? [['…', others, false] as const] : [];
  return [...named, ...free].flatMap(([name, child, isRequired]) => {
    const key = path === '' ? name : `${path}.${name}`;
    const { description = '', default: preset } = child;
    const example = child.examples?.[0] ?? partOf(parent.examples?.[0], name);
    const own = { key, type: typeOf(child), preset, isRequired, description, example };
    return [own, ...below(child, key), ...(child.items === undefined ? [] : below(child.items, `${key}[]`))];
  });
}

/** What a map's example has for one of its keys. */
const partOf = (example: unknown, name: string): unknown =>
  z.record(z.string(), z.unknown()).catch({}).parse(example)[name];

function typeOf({ type, enum: values, pattern, format, items, anyOf, properties }: Node): string {
  if (values !== undefined) return names(values);
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeOf))].join(' or ');
  if (pattern === durationPattern.source) return 'duration';
  if (format === 'date') return 'date';
  switch (type) {
    case 'array':
      return items === undefined || items.type === 'object' ? 'list of maps' : `list of: ${typeOf(items)}`;
    case 'object':
      return properties === undefined ? 'map' : `map of ${names(Object.keys(properties))}`;
    case 'string':
      return 'text';
    case 'integer':
      return 'whole number';
    case 'boolean':
      return '`true`, `false`';
    default:
      return type ?? 'any';
  }
}

const names = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
