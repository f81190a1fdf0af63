import type { FieldSpec } from '../../model/action.ts';
import type { Forms } from '../provider.ts';
import { changeableFields } from './service-change.ts';

const hints: Readonly<Record<(typeof changeableFields)[number], string>> = {
  image: 'image without its tag; SERVICE.image where there are several services',
  tag: "the image's tag; SERVICE.tag where there are several services",
  serviceCount: 'whole number, at least 1; SERVICE.serviceCount where there are several services',
};

/** Nothing is created at Spheron; of a compute instance the image and the number of replicas can be changed. */
export const forms: Forms = {
  create: {},
  update: {
    server: changeableFields.map(
      (name): FieldSpec => ({ name, isRequired: false, isSecret: false, hint: hints[name] }),
    ),
  },
};
