import { type Instant, instant } from '../instant.ts';

/** A member of a Stripe event. Stripe adds members at any time, and two API versions rarely agree, so all is optional. */
export type StripeObject = Readonly<Record<string, unknown>>;

/** The member at the path, whatever it is. */
export const at = (object: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? (part as StripeObject)[name] : undefined),
    object,
  );

export const textAt = (object: unknown, ...path: readonly (string | number)[]): string | undefined => {
  const value = at(object, ...path);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const numberAt = (object: unknown, ...path: readonly (string | number)[]): number | undefined => {
  const value = at(object, ...path);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

/** An id, or the id of an object that was expanded in its place. */
export const idAt = (object: unknown, ...path: readonly (string | number)[]): string | undefined =>
  textAt(object, ...path) ?? textAt(object, ...path, 'id');

/** A time in seconds since 1970, as an instant. */
export const instantAt = (object: unknown, ...path: readonly (string | number)[]): Instant | undefined => {
  const seconds = numberAt(object, ...path);
  return seconds === undefined ? undefined : instant(seconds * 1000);
};

export const listAt = (object: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const value = at(object, ...path);
  return Array.isArray(value) ? value : [];
};
