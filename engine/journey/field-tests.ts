import type { CountedTouches } from '../definition/promise.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { FieldTest } from '../triggers/event/trigger.ts';
import { AuthoringError } from './authoring-error.ts';
import { plainData } from './plain-data.ts';
import { atMostOf } from './promise-counts.ts';

/** A test on a field of an event, in `on(...).where({ field: test })`. A literal there means "is". */
export interface Test<Type> {
  readonly comparison: FieldTest['comparison'];
  readonly value: Type | readonly Type[] | null;
  readonly of?: string;
}

interface AtMost {
  (value: number): Test<number>;
  (most: number, of: CountedTouches): ReturnType<typeof atMostOf>;
}

/** The field of that name of the event that enrolled the account has the same value. */
export const sameAsTrigger: Test<never> = plainData({ comparison: 'matchesTrigger', value: null });
/** The event does not say it, or says null. */
export const missing: Test<never> = plainData({ comparison: 'missing', value: null });
/** The event says it. */
export const exists: Test<never> = plainData({ comparison: 'exists', value: null });

export const above = (value: number): Test<number> => plainData({ comparison: 'above', value });
export const below = (value: number): Test<number> => plainData({ comparison: 'below', value });
export const atLeast = (value: number): Test<number> => plainData({ comparison: 'atLeast', value });
/** In `where`, a test on a field; with touches, a promise: `atMost(3, touches('email')).within(days(7))`. */
export const atMost: AtMost = ((value: number, of?: CountedTouches) =>
  of ? atMostOf(value, of) : plainData({ comparison: 'atMost', value })) as AtMost;
export const oneOf = <Type extends string | number>(...value: readonly Type[]): Test<Type> =>
  plainData({ comparison: 'in', value });
export const anythingBut = <Type extends string | number | boolean>(value: Type): Test<Type> =>
  plainData({ comparison: 'isNot', value });

/** At least that share of another field of the event: `used: atLeastShareOf('allowed', 0.8)`. Compared exactly. */
export const atLeastShareOf = (of: string, share: number): Test<number> =>
  plainData({ comparison: 'atLeastShareOf', value: basisPointsOf('atLeastShareOf', share), of });
/** More than that share of another field of the event. */
export const aboveShareOf = (of: string, share: number): Test<number> =>
  plainData({ comparison: 'aboveShareOf', value: basisPointsOf('aboveShareOf', share), of });

const basisPointsOf = (word: string, share: number): number => {
  const basisPoints = Math.round(share * 10_000);
  if (Number.isFinite(share) && share > 0 && Math.abs(basisPoints - share * 10_000) < 1e-6) return basisPoints;
  throw new AuthoringError(`${word}: ${share} is not a share. Write a number such as 0.8 for 80 %, to four decimals.`);
};

export const fieldTest = (field: string, test: Scalar | Test<Scalar>): FieldTest =>
  typeof test === 'object' && test !== null ? { field, ...test } : { field, comparison: 'is', value: test };
