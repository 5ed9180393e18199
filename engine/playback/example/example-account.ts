import { taskResolved } from '../../definition/await.ts';
import { isReserved } from '../../definition/own-events.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { HappenedEvent } from './breaks-promise.ts';
import type { Act } from './events-to-meet.ts';
import type { EventTriggerFields } from './fields-passing.ts';

/** Builder for an account's calls, as lines that `run` reads. */
export interface ExampleAccount {
  lines: object[];
  events: HappenedEvent[];
  says(at: Instant, traits: EventTriggerFields): void;
  /** Traits of its only contact. */
  contact(at: Instant, traits: EventTriggerFields): void;
  /** `arrives`: the time of arrival, if later than the event. */
  happens(at: Instant, name: string, fields: EventTriggerFields, arrives?: Instant): void;
  acts(at: () => Instant, acts: readonly Act[]): void;
}

/** `csm`: owner of its tasks. `named`: prefix of the message ids. */
export const exampleAccount = (account: string, csm: string, named = 'example'): ExampleAccount => {
  const lines: object[] = [];
  const events: HappenedEvent[] = [];
  const contact = `${account}-ada`;
  const numbered = () => `${named}-${lines.length + 1}`;
  const call = (type: string, at: Instant) => ({ type, messageId: numbered(), timestamp: at });
  const track = (at: Instant, event: string, properties: EventTriggerFields, userId: string, receivedAt = at) =>
    lines.push({ ...call('track', at), userId, event, properties, context: { groupId: account }, receivedAt });
  const made: ExampleAccount = {
    lines,
    events,
    says: (at, traits) => {
      lines.push({ ...call('group', at), groupId: account, traits });
    },
    contact: (at, traits) => {
      lines.push({ ...call('identify', at), userId: contact, context: { groupId: account }, traits });
    },
    happens: (at, name, fields, arrives = at) => {
      events.push({ at, name, fields });
      if (name === taskResolved) lines.push(resolved(at, fields));
      else if (isReserved(name)) lines.push(own(at, name, fields, arrives));
      else track(at, name, fields, contact, arrives);
    },
    acts: (at, acts) => {
      for (const act of acts) {
        if ('says' in act) made.says(at(), { [act.says]: act.value });
        else
          for (let user = 0; user < act.users; user++)
            for (let time = 0; time < act.times; time++) {
              const when = at();
              events.push({ at: when, name: act.does, fields: act.fields });
              track(when, act.does, act.fields, user === 0 ? contact : `${contact}-${user + 1}`);
            }
      }
    },
  };
  const resolved = (timestamp: Instant, { reason = '', outcome = '' }: Readonly<Record<string, Scalar>>) => ({
    ...{ type: 'task', id: numbered(), account, reason, action: 'resolve', outcome, by: csm, timestamp },
  });
  const own = (occurredAt: Instant, name: string, fields: EventTriggerFields, receivedAt: Instant) => ({
    ...{ type: 'event', id: `daymark:${numbered()}`, source: 'daymark', account, name, occurredAt, receivedAt, fields },
  });
  return made;
};

/** Time of the call that creates the account: a day before anything happens. */
export const dayBefore = (at: Instant): Instant => plusSeconds(at, -86_400);
