import type { Step } from '../../definition/step.ts';
import { checkedDuration } from '../../journey/anchors.ts';
import { AuthoringError, mustBeKnown } from '../../journey/authoring-error.ts';
import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { checkedName } from '../../journey/names.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Arms, IdsIn, Literal, Named, Only, UniqueArms } from '../../journey/step-ids.ts';
import type { Duration } from '../../kernel/duration.ts';
import { triggerOf, type WrittenEvent } from '../../triggers/event/author.ts';
import type { WaitForStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** Waits for the first of several events since the step before it. */
    waitFor<
      Id extends string,
      const First extends { readonly [Name: string]: WrittenEvent },
      const By extends Arms = Record<never, never>,
    >(
      id: Id & Literal<Id>,
      options: {
        /** Events by the name that their branch has. */
        first: First;
        timeout: Duration;
        /** Steps by the name of the event that came first, or `timeout`. Without steps the journey just goes on. */
        then?: By & UniqueArms<By> & Only<By, (keyof First & string) | 'timeout'>;
      },
    ): Named<WaitForStep, Id | IdsIn<By[keyof By]>>;
  }
}

export interface WaitForOptions {
  /** Events by the name that their branch has: `{ paid: on('payment.recovered') }`. */
  first: Readonly<Record<string, WrittenEvent>>;
  timeout: Duration;
  /** Steps by the name of the event that came first, or `timeout`. Without steps the journey just goes on. */
  then?: Readonly<Record<string, readonly Step[] | undefined>>;
}

export const waitFor = (id: string, { first, timeout, then = {} }: WaitForOptions): WaitForStep => {
  const where = `waitFor "${id}"`;
  const names = Object.keys(first).map(name => checkedName(where, name, ['timeout']));
  if (names.length === 0)
    throw new AuthoringError(`${where}: it waits for no event. Name one in "first", or use wait.`);
  for (const name of Object.keys(then)) mustBeKnown(where, 'branch', name, [...names, 'timeout']);
  const triggers = Object.fromEntries(Object.entries(first).map(([name, event]) => [name, triggerOf(event)]));
  const arms = Object.fromEntries([...names, 'timeout'].map(name => [name, then[name] ?? []]));
  return plainData(
    { kind: 'waitFor', id, first: triggers, timeout: checkedDuration(where, timeout), then: arms },
    where,
  );
};
