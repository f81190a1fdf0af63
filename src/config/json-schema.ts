import { z } from 'zod';
import { configSchema } from './schema.ts';

/** The configuration file as JSON Schema, for editors. */
export const configJsonSchema = (): unknown => ({
  ...z.toJSONSchema(configSchema),
  title: 'fleetop configuration',
});
