import type { Deed } from '../definition/promise.ts';
import type { Duration } from '../kernel/duration.ts';
import { triggerOf, type WrittenEvent } from '../triggers/event/author.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import { plainData, withMethods } from './plain-data.ts';
import { datesIn, type mentioned, type PromiseAbout } from './promise-counts.ts';

type DeedOf<Id extends string> = Deed & { readonly [mentioned]?: Id };

/** The touch of a step: `never(touch('renewal-invitation'))`. */
export const touch = <Id extends string>(step: Id): DeedOf<Id> => plainData({ does: 'touch', step });
/** The task of an `escalate` step: `leadsTo(task('payment-escalation'), { within: days(14) })`. */
export const task = <Id extends string>(step: Id): DeedOf<Id> => plainData({ does: 'task', step });

/**
 * Once the event has happened in an enrollment, the touch or task does not: `never(touch('offer')).after(on('renewal.completed'))`.
 */
export const never = <Id extends string>(what: DeedOf<Id>): { after(event: WrittenEvent): PromiseAbout<Id> } =>
  Object.freeze({
    after: (event: WrittenEvent) =>
      plainData({ kind: 'never', what, after: triggerOf<EventTrigger>(event) } as const, 'never(...).after'),
  });

/**
 * Once the event has happened in an enrollment, something follows, at the latest so many dates later, unless another event comes
 * first: `always(on('payment.failed')).leadsTo(task('escalation'), { within: days(14) }).unless(on('payment.recovered'))`.
 */
export const always = (
  event: WrittenEvent,
): { leadsTo<Id extends string>(what: DeedOf<Id>, options?: { within?: Duration }): Leading<Id> } =>
  Object.freeze({
    leadsTo: <Id extends string>(leadsTo: DeedOf<Id>, { within }: { within?: Duration } = {}) => {
      const days = within && datesIn('leadsTo', within);
      const said = (unless: readonly WrittenEvent[]) =>
        plainData(
          {
            kind: 'always' as const,
            on: triggerOf<EventTrigger>(event),
            leadsTo,
            ...(days !== undefined && { days }),
            unless: unless.map(each => triggerOf<EventTrigger>(each)),
          },
          'always(...).leadsTo',
        );
      return withMethods(said([]), { unless: (...events: readonly WrittenEvent[]) => said(events) }) as Leading<Id>;
    },
  });

type Leading<Id extends string> = PromiseAbout<Id> & {
  /** Where one of these comes first, nothing need follow. */
  unless(...events: readonly WrittenEvent[]): PromiseAbout<Id>;
};
