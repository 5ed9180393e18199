import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named } from '../../journey/step-ids.ts';
import { type Datum, valuesOf } from '../../journey/values.ts';
import type { WebhookStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    webhook<Id extends string>(id: Id & Literal<Id>, options: WebhookOptions): Named<WebhookStep, Id>;
  }
}

export interface WebhookOptions {
  /** Name of the endpoint in the environment's secrets, never its address. */
  endpoint: string;
  data?: Readonly<Record<string, Datum>>;
}

export const webhook = (id: string, { endpoint, data }: WebhookOptions): WebhookStep =>
  plainData({ kind: 'webhook', id, endpoint, data: valuesOf(data) }, `webhook "${id}"`);
