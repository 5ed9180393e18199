import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { ManualTrigger } from './trigger.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** Enrolls only by `enroll` steps of other journeys and by operators. */
    manual: ManualTrigger;
  }
}

/** Enrolls only by `enroll` steps of other journeys and by operators. */
export const manual: ManualTrigger = plainData({ kind: 'manual' });
