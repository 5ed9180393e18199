import type { DomainEvent } from '../account/event.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import { profileEvent } from './stated-attributes.ts';

/** An event as the usage rollup stores it. Null fields are left out, since tests treat them as missing. */
export const usageMark = ({ occurredAt, name, user, id, fields }: DomainEvent): UsageMark => {
  const said = name === profileEvent ? [] : Object.entries(fields).filter(([, value]) => value !== null);
  return {
    at: occurredAt,
    event: name,
    user: user ?? '',
    id,
    ...(said.length > 0 && { fields: Object.fromEntries(said) }),
  };
};
