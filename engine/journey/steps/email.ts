import type { Audience, EmailStep } from '../../domain/step.ts';
import { plainData } from '../plain-data.ts';
import { type Datum, valuesOf } from '../values.ts';

export interface EmailOptions {
  /** Step id, when it should not be the template's. */
  id?: string;
  to: Audience;
  data?: Readonly<Record<string, Datum>>;
  /** `account`: mail programs show the journey's mails to an account as one thread, across enrollments. */
  thread?: 'account';
}

export const email = (template: string, { id = template, to, data, thread }: EmailOptions): EmailStep =>
  plainData({ kind: 'email', id, template, to, data: valuesOf(data), thread }, `email "${id}"`);
