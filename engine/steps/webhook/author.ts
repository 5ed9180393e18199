import { plainData } from '../../journey/plain-data.ts';
import { type Datum, valuesOf } from '../../journey/values.ts';
import type { WebhookStep } from './step.ts';

export interface WebhookOptions {
  /** Name of the endpoint in the environment's secrets, never its address. */
  endpoint: string;
  data?: Readonly<Record<string, Datum>>;
}

export const webhook = (id: string, { endpoint, data }: WebhookOptions): WebhookStep =>
  plainData({ kind: 'webhook', id, endpoint, data: valuesOf(data) }, `webhook "${id}"`);
