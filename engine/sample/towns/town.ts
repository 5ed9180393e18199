import type { PeopleOf } from '../people.ts';

/** Where customers sit, with what they pay and who works there. */
export interface Town {
  timezone: string;
  /** Hours ahead of UTC in winter: when its people are at work. */
  utcOffset: number;
  locale: string;
  currency: 'usd' | 'eur' | 'gbp';
  people: PeopleOf;
  /** Days, `MM-DD`, on which hardly anybody works. */
  holidays: readonly string[];
  /** Written, and after a slash in Latin letters where it is written in others. */
  companies: readonly string[];
}
