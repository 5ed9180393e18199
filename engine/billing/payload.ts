import { instantIn } from '../definition/calendar.ts';
import { type Instant, instant } from '../kernel/instant.ts';

/**
 * A member of a processor's event. Processors add members at any time, and two API versions rarely agree, so all is
 * optional.
 */
export type Payload = Readonly<Record<string, unknown>>;

/** The member at the path, of any type. */
export const at = (object: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? (part as Payload)[name] : undefined),
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

/** A number, given as a number or as text. */
export const amountAt = (object: unknown, ...path: readonly (string | number)[]): number | undefined => {
  const text = textAt(object, ...path);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : numberAt(object, ...path);
};

/** An instant in ISO 8601. Processors use UTC. */
export const timeAt = (object: unknown, ...path: readonly (string | number)[]): Instant | undefined =>
  instantIn(at(object, ...path), 'UTC');

/** An id, or the id of an expanded object. Numeric ids may be written as numbers. */
export const idAt = (object: unknown, ...path: readonly (string | number)[]): string | undefined =>
  idOf(at(object, ...path)) ?? idOf(at(object, ...path, 'id'));

const idOf = (value: unknown): string | undefined =>
  Number.isSafeInteger(value) ? String(value) : typeof value === 'string' && value !== '' ? value : undefined;

/** A time in seconds since 1970, as an instant. */
export const instantAt = (object: unknown, ...path: readonly (string | number)[]): Instant | undefined => {
  const seconds = numberAt(object, ...path);
  return seconds === undefined || Math.abs(seconds) > 99_999_999_999 ? undefined : instant(seconds * 1000);
};

export const listAt = (object: unknown, ...path: readonly (string | number)[]): readonly unknown[] => {
  const value = at(object, ...path);
  return Array.isArray(value) ? value : [];
};
