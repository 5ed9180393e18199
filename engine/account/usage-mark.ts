import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { type DomainEvent, profileEvent } from './event.ts';

/** One usage event in the daily rollup. */
export interface UsageMark {
  at: Instant;
  event: string;
  user: string;
  id: string;
  /** The event's fields, if any: only those in the catalog, never personal data. */
  fields?: Readonly<Record<string, Scalar>>;
}

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

/** Orders marks by time, then id, then their other fields. */
export const compareMarks = (a: UsageMark, b: UsageMark): number =>
  compare(a.at, b.at) ||
  compare(a.id, b.id) ||
  compare(fieldsText(a), fieldsText(b)) ||
  compare(a.event, b.event) ||
  compare(a.user, b.user);

/** Fields as JSON, sorted by name, so that equal fields give equal text. */
export const fieldsText = ({ fields = {} }: UsageMark): string =>
  JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
