import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named } from '../../journey/step-ids.ts';
import type { EnrollStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** Enrolls the account in another journey; the step's id is the journey's unless `id` says otherwise. */
    enroll<Journey extends string, Id extends string = Journey>(
      journey: Journey & Literal<Journey>,
      options?: { id?: Id & Literal<Id> },
    ): Named<EnrollStep, Id>;
  }
}

export const enroll = (journey: string, { id = journey }: { id?: string } = {}): EnrollStep =>
  plainData({ kind: 'enroll', id, journey });
