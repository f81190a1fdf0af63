import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { providers } from '../../src/providers/registry.ts';
import { root } from './pages.ts';

const folder = `${root}.github/ISSUE_TEMPLATE/`;

/** As far as GitHub wants it: https://docs.github.com/en/communities/using-templates (November 2026). */
const form = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  labels: z.array(z.string()),
  body: z
    .array(
      z.strictObject({
        type: z.enum(['markdown', 'textarea', 'input', 'dropdown']),
        id: z
          .string()
          .regex(/^[\w-]+$/)
          .optional(),
        attributes: z.strictObject({
          label: z.string().optional(),
          value: z.string().optional(),
          description: z.string().optional(),
          placeholder: z.string().optional(),
          render: z.string().optional(),
          options: z.array(z.string()).optional(),
        }),
        validations: z.strictObject({ required: z.boolean() }).optional(),
      }),
    )
    .min(1),
});

const read = (name: string): unknown => parse(readFileSync(folder + name, 'utf8'));
const forms = readdirSync(folder).filter((name) => name !== 'config.yml');

test.each(forms)('%s is a form with a field each id', (name) => {
  const { body } = form.parse(read(name));
  const asked = body.filter(({ type }) => type !== 'markdown');
  expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
  expect(asked.every(({ id, attributes }) => id !== undefined && attributes.label !== undefined)).toBe(true);
});

test('the form for a changed provider offers them all', () => {
  const { body } = form.parse(read('provider-drift.yml'));
  const titles = Object.values(providers).map(({ title }) => title);
  expect(body.find(({ id }) => id === 'provider')?.attributes.options).toEqual(titles);
});
