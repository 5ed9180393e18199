import type { Trigger } from '../../definition/trigger.ts';
import { mustBeKnown } from '../../journey/authoring-error.ts';
import type { CatalogNames, CatalogSpec, FieldsOf } from '../../journey/catalog-spec.ts';
import { fieldTest, type Test } from '../../journey/field-tests.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { EventTrigger } from './trigger.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** An event: `on('Survey Responded').where({ survey: 'nps', score: atLeast(9) })`. */
    on<Event extends CatalogNames<C>['event']>(event: Event): EventOf<FieldsOf<C>[Event & keyof FieldsOf<C>]>;
  }
}

/** An event as an author writes it, and as data. */
export type WrittenEvent = EventTrigger | { toJSON(): EventTrigger };

/** An event of the catalog; `Fields` are the fields that it carries. */
export interface EventOf<Fields> {
  /** Only events whose fields pass: `on('Survey Responded').where({ survey: 'nps', score: atLeast(9) })`. */
  where(tests: FieldTests<Fields>): EventOf<Fields>;
  /** Or another event, which does just as well: `on('payment.failed').or(on('payment.action_required'))`. */
  or(other: WrittenEvent): EventTrigger;
  toJSON(): EventTrigger;
}

/** For each field a literal that it must be, or a test such as `atLeast(9)`. */
export type FieldTests<Fields> = [keyof Fields] extends [never]
  ? NoFields
  : { readonly [Field in keyof Fields]?: Fields[Field] | Test<Fields[Field]> };

interface NoFields {
  'this event carries no fields'?: never;
}

/** Known fields by event name, when a trigger is written. */
type KnownEvents = Readonly<Record<string, { fields: Readonly<Record<string, unknown>> }>>;

export const onEvent = (events: KnownEvents, event: string): EventOf<Record<string, Scalar>> => {
  mustBeKnown('on', 'event', event, Object.keys(events));
  return eventOf(plainData({ kind: 'event', event, where: [] }), Object.keys(events[event]?.fields ?? {}));
};

const eventOf = (trigger: EventTrigger, fields: readonly string[]): EventOf<Record<string, Scalar>> =>
  Object.freeze({
    where: (tests: FieldTests<Record<string, Scalar>>) => {
      const added = Object.entries(tests).flatMap(([field, test]) => {
        mustBeKnown(`on('${trigger.event}').where`, 'field', field, fields);
        return test === undefined ? [] : [fieldTest(field, test)];
      });
      return eventOf(plainData({ ...trigger, where: [...trigger.where, ...added] }), fields);
    },
    or: (other: WrittenEvent) => plainData<EventTrigger>({ ...trigger, alternatives: [triggerOf(other)] }),
    toJSON: () => trigger,
  });

/** The data of a trigger, as it is or as written by a builder. */
export const triggerOf = <Written extends Trigger>(written: Written | { toJSON(): Written }): Written =>
  'toJSON' in written ? written.toJSON() : written;
