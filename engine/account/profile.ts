import { isTimeZone } from '../definition/calendar.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { Attributes, Profile } from './account.ts';

/** The account's time zone; UTC when it names none or an unknown one. */
export const accountTimezone = (profile: Pick<Profile, 'attributes'> | undefined): TimeZone => {
  const name = profile?.attributes.timezone?.value;
  return typeof name === 'string' && isTimeZone(name) ? name : 'UTC';
};

/** When the account became known; `undefined` while it is unknown. Events before that do not show its habits. */
export const knownSince = (profile: Profile | undefined): Instant | undefined =>
  // Profiles from before `knownSince` existed: the oldest of the current attributes.
  profile?.knownSince ??
  Object.values(profile?.attributes ?? {})
    .map(({ at }) => at)
    .sort()[0];

/**
 * The later value of each attribute wins, whichever arrives first, so merging is commutative and idempotent. Of two
 * values of the same instant, the one that sorts last wins.
 */
export const mergeAttributes = (known: Attributes, said: Attributes): Attributes => ({
  ...known,
  ...Object.fromEntries(Object.entries(said).filter(([name, word]) => !known[name] || isLater(word, known[name]))),
});

/** Attributes that all have the same time. */
export const attributesAt = (values: Readonly<Record<string, Scalar>>, at: Instant): Attributes =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, at }]));

export const sameAttributes = (a: Attributes, b: Attributes): boolean => {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(name => a[name]?.at === b[name]?.at && a[name]?.value === b[name]?.value)
  );
};

type Word = Attributes[string];

const isLater = (word: Word, known: Word): boolean =>
  word.at > known.at || (word.at === known.at && text(word.value) > text(known.value));

const text = (value: Scalar): string => JSON.stringify(value);
