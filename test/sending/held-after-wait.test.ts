import { beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import type { TouchCall } from '../../engine/definition/step-call.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { MailThrottled } from '../../engine/ports/ports.ts';
import { PostUnavailable } from '../../engine/ports/poster.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { aTask } from '../conformance/records.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aPolicy, aTouch, now, somebody, someProfile } from '../support/touch.ts';
import { type TouchWorld, touchWorld } from '../support/touch-world.ts';

const account = 'acme';
const policy = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 2, onCapped: 'hold' }] });
/** Had a mail on the day before: the next may go on March 11. */
const busy = somebody(
  'bea',
  {},
  { recentSends: [{ delivery: 'x', class: 'lifecycle', at: '2026-03-09T09:00:00.000Z' }] },
);
let world: TouchWorld;
beforeEach(async () => {
  world = touchWorld(testStore(), account);
  await world.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    ...[somebody('ada'), busy].map((contact): Change => ({ kind: 'contact', contact })),
    { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
  ]);
});

const inShort = ({ at, entry }: TimelineLine): string => {
  const what =
    entry.type === 'touch' ? `${entry.outcome} ${entry.to}` : entry.type === 'waited' ? 'waited' : entry.type;
  return `${at.slice(5, 16)} ${what}`;
};
/** The touch's own lines and that of the wait, after it was tried at each of these times. */
const toldAfter = async (call: Partial<TouchCall>, ...times: Instant[]): Promise<string[]> => {
  for (const at of times) {
    world.clock.at = at;
    await deliverTouch(aTouch({ account, policy, waited: 'asked answered', ...call }), world.ports).catch(
      (error: Error) => {
        if (!['TouchHeld', 'SesThrottled'].includes(error.name)) throw error;
      },
    );
    world.onMail = () => {};
    world.onPost = () => {};
  }
  return (await world.timeline()).map(inShort);
};

describe('what ended a wait is told at that time, once, before anything of the touch that follows', () => {
  it('which goes at once', async () => {
    expect(await toldAfter({ policy: aPolicy() }, now)).toEqual([
      '03-10T09:00 waited',
      '03-10T09:00 sent ada',
      '03-10T09:00 sent bea',
      '03-10T09:00 completed',
    ]);
  });

  it('which night holds, and a cap after it', async () => {
    const times = ['2026-03-10T02:00:00.000Z', '2026-03-10T08:00:00.000Z', '2026-03-11T09:00:00.000Z'] as const;
    expect(await toldAfter({ cause: 'event' }, ...times)).toEqual([
      '03-10T02:00 waited',
      '03-10T02:00 held ada',
      '03-10T02:00 held bea',
      '03-10T08:00 held bea',
      '03-10T08:00 sent ada',
      '03-11T09:00 sent bea',
      '03-11T09:00 completed',
    ]);
  });

  it('which one of two gets, while the other is held', async () => {
    expect(await toldAfter({}, now, '2026-03-11T09:00:00.000Z')).toEqual([
      '03-10T09:00 waited',
      '03-10T09:00 held bea',
      '03-10T09:00 sent ada',
      '03-11T09:00 sent bea',
      '03-11T09:00 completed',
    ]);
  });

  it('which the mail service asks to send later', async () => {
    world.onMail = () => {
      throw new MailThrottled('slow down');
    };
    const told = await toldAfter({ class: 'transactional' }, now, '2026-03-10T09:05:00.000Z');
    expect(told[0]).toBe('03-10T09:00 waited');
    expect(told.filter(line => line.endsWith('waited'))).toHaveLength(1);
    expect(told.at(-1)).toBe('03-10T09:05 completed');
  });

  it('which is a post that its receiver is too busy for', async () => {
    world.onPost = () => {
      throw new PostUnavailable('503');
    };
    const step = { kind: 'slack', id: 'tell', channel: 'csm', text: 'Look' } as const;
    expect(await toldAfter({ step }, now, '2026-03-10T10:00:00.000Z')).toEqual([
      '03-10T09:00 waited',
      '03-10T10:00 sent csm',
      '03-10T10:00 completed',
    ]);
  });

  it('so is the breach of a task that was waited for', async () => {
    await world.given([
      { kind: 'task', task: aTask(account, 't1', { type: 'onboarding', reason: 'call', enrollment: 'onboarding-1' }) },
    ]);
    const times = ['2026-03-10T02:00:00.000Z', '2026-03-10T08:00:00.000Z'] as const;
    const told = await toldAfter({ waited: 'call breached', cause: 'event' }, ...times);
    expect(told.slice(0, 4)).toEqual([
      '03-10T02:00 task',
      '03-10T02:00 waited',
      '03-10T02:00 held ada',
      '03-10T02:00 held bea',
    ]);
    expect(told.filter(line => /task|waited/.test(line))).toHaveLength(2);
  });
});
