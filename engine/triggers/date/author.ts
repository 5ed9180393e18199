import { mustBeKnown } from '../../journey/authoring-error.ts';
import type { CatalogNames, CatalogSpec } from '../../journey/catalog-spec.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import { plainData } from '../../journey/plain-data.ts';
import { wholeDays } from '../../journey/whole-days.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { DateTrigger } from './trigger.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** Calendar days before a date of the account: `onDate('renewalAt', { before: days(91) })`. */
    onDate(attribute: CatalogNames<C>['date'], options: { before: Duration }): DateTrigger;
  }
}

/** Enrolls that many calendar days before the date in an account attribute, once per term of that date. */
export const dateTrigger = (attribute: string, before: Duration): DateTrigger =>
  plainData({ kind: 'date', attribute, days: wholeDays(`onDate('${attribute}')`, before) });

export const onDateIn =
  ({ data }: CatalogWords) =>
  (attribute: string, options: { before: Duration }): DateTrigger => {
    mustBeKnown('onDate', 'date attribute', attribute, data.dateAttributes);
    return dateTrigger(attribute, options.before);
  };
