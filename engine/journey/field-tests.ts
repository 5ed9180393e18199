import type { Scalar } from '../domain/condition.ts';
import type { FieldTest } from '../domain/trigger.ts';
import { plainData } from './plain-data.ts';

/** A test on a field of an event, in `on(...).where({ field: test })`. A literal there means "is". */
export interface Test<Type> {
  readonly comparison: FieldTest['comparison'];
  readonly value: Type | readonly Type[] | null;
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
export const atMost = (value: number): Test<number> => plainData({ comparison: 'atMost', value });
export const oneOf = <Type extends string | number>(...value: readonly Type[]): Test<Type> =>
  plainData({ comparison: 'in', value });
export const anythingBut = <Type extends string | number | boolean>(value: Type): Test<Type> =>
  plainData({ comparison: 'isNot', value });

export const fieldTest = (field: string, test: Scalar | Test<Scalar>): FieldTest =>
  typeof test === 'object' && test !== null ? { field, ...test } : { field, comparison: 'is', value: test };
