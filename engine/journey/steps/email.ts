import type { Audience, EmailStep } from '../../definition/step.ts';
import type { Duration } from '../../kernel/duration.ts';
import { checkedDuration } from '../anchors.ts';
import { plainData } from '../plain-data.ts';
import { type Datum, valuesOf } from '../values.ts';

export interface EmailOptions {
  /** Step id, when it should not be the template's. */
  id?: string;
  to: Audience;
  data?: Readonly<Record<string, Datum>>;
  /** `account`: mail programs show the journey's mails to an account as one thread, across enrollments. */
  thread?: 'account';
  /** Skipped when it has to wait for longer than this; the policy's `holdAtMostDays` holds as well. */
  expires?: Duration;
}

export const email = (template: string, { id = template, to, data, thread, expires }: EmailOptions): EmailStep => {
  if (expires) checkedDuration(`email "${id}"`, expires);
  return plainData({ kind: 'email', id, template, to, data: valuesOf(data), thread, expires }, `email "${id}"`);
};
