import type { Step, WaitForStep } from '../../definition/step.ts';
import type { Duration } from '../../kernel/duration.ts';
import { checkedDuration } from '../anchors.ts';
import { AuthoringError, mustBeKnown } from '../authoring-error.ts';
import { checkedName } from '../names.ts';
import { plainData } from '../plain-data.ts';
import { triggerOf, type WrittenEvent } from '../triggers.ts';

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
