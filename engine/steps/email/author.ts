import type { Audience } from '../../definition/audience.ts';
import { checkedDuration } from '../../journey/anchors.ts';
import type { CatalogNames, CatalogSpec, VariablesOf } from '../../journey/catalog-spec.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named, OneId } from '../../journey/step-ids.ts';
import type { DataFor } from '../../journey/template-data.ts';
import { type Datum, valuesOf } from '../../journey/values.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { EmailStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** An email; its step id is the template's unless `id` says otherwise. */
    email<Template extends CatalogNames<C>['email'], Id extends string = Template>(
      template: Template,
      options: {
        id?: Id & Literal<Id>;
        to: Audience;
        /** One thread for all mails of the journey to an account, across enrollments. */
        thread?: 'account';
        /** Skipped when it has to wait for longer than this; the policy's `holdAtMostDays` holds as well. */
        expires?: Duration;
      } & DataFor<VariablesOf<C, Template>, Provided>,
    ): Named<EmailStep, OneId<Id>>;
  }
}

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
