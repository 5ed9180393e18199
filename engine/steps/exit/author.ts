import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named } from '../../journey/step-ids.ts';
import type { ExitStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** Ends the enrollment here. */
    exit<Id extends string>(id: Id & Literal<Id>, options?: { reason?: string }): Named<ExitStep, Id>;
  }
}

export const exit = (id: string, { reason = id }: { reason?: string } = {}): ExitStep =>
  plainData({ kind: 'exit', id, reason });
