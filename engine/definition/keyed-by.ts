import type { Reenroll } from './journey-definition.ts';

/** The field of the enrolling event that an account is enrolled once for each value of. */
export const fieldOfKey = (reenroll: Reenroll): string | undefined =>
  reenroll.kind === 'keyed' ? reenroll.field : undefined;
