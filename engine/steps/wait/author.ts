import { checkedDuration } from '../../journey/anchors.ts';
import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named } from '../../journey/step-ids.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { WaitStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    wait<Id extends string>(id: Id & Literal<Id>, duration: Duration): Named<WaitStep, Id>;
  }
}

export const wait = (id: string, duration: Duration): WaitStep =>
  plainData({ kind: 'wait', id, duration: checkedDuration(`wait "${id}"`, duration) });
