import type { Audience } from '../../definition/audience.ts';
import { checkedDuration } from '../../journey/anchors.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import { plainData } from '../../journey/plain-data.ts';
import { type Datum, valuesOf } from '../../journey/values.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { EmailStep } from './step.ts';

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

export const emailIn =
  ({ touch }: CatalogWords) =>
  (template: string, options: EmailOptions): EmailStep =>
    email(template, touch('email', template, options));
