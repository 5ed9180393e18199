import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { FrequencyCap } from '../../engine/definition/policy.ts';
import { MailRejected } from '../../engine/ports/ports.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, anEmail, aPolicy, aTouch, somebody, someProfile } from '../support/touch.ts';
import { type TouchWorld, touchWorld } from '../support/touch-world.ts';

const store = testStore();
let world: TouchWorld;
let account: string;
let count = 0;

beforeEach(() => {
  account = `capped-${++count}`;
  world = touchWorld(store, account);
});

const people = ['ada', 'bo', 'cy', 'di', 'eve', 'flo'];
const given = (contacts: readonly string[], journeys: readonly string[]) =>
  world.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    ...contacts.map((id): Change => ({ kind: 'contact', contact: somebody(id, { role: id }) })),
    ...journeys.map(
      (journey): Change => ({ kind: 'enroll', enrollment: anActiveEnrollment({ account, id: journey, journey }) }),
    ),
  ]);
const cap = (more: Partial<FrequencyCap>): FrequencyCap => ({
  classes: ['lifecycle'],
  atMost: 1,
  withinDays: 7,
  onCapped: 'skip',
  ...more,
});
/** A touch of that journey to those roles, as its own execution delivers it. */
const deliver = (journey: string, roles: readonly string[], caps: FrequencyCap[]) =>
  deliverTouch(
    aTouch({
      account,
      enrollment: journey,
      journey: { id: journey, version: 'v1', title: journey },
      policy: aPolicy({ frequencyCaps: caps }),
      step: anEmail({ to: { roles } }),
    }),
    world.ports,
  ).catch((error: Error) => {
    if (error.name !== 'TouchHeld') throw error;
  });
const outcomes = async () =>
  (await world.timeline())
    .flatMap(({ entry }) => (entry.type === 'touch' ? [`${entry.outcome} ${entry.reason ?? ''}`.trim()] : []))
    .sort();

describe('of touches at the same moment', () => {
  for (const onCapped of ['skip', 'hold'] as const) {
    test(`exactly as many go to a contact as its cap allows (${onCapped})`, async () => {
      const journeys = ['a', 'b', 'c', 'd'];
      await given(['ada'], journeys);
      await Promise.all(journeys.map(journey => deliver(journey, ['ada'], [cap({ atMost: 2, onCapped })])));
      expect(world.mails).toHaveLength(2);
      const refused = onCapped === 'skip' ? 'skipped capped' : 'held capped';
      expect(await outcomes()).toEqual([refused, refused, 'sent', 'sent'].sort());
    });

    test(`exactly as many go to an account as its cap allows, each to another contact (${onCapped})`, async () => {
      await given(people, people);
      await Promise.all(people.map(id => deliver(id, [id], [cap({ per: 'account', atMost: 3, onCapped })])));
      expect(world.mails).toHaveLength(3);
      const refused = onCapped === 'skip' ? 'skipped capped' : 'held capped';
      expect(await outcomes()).toEqual([refused, refused, refused, 'sent', 'sent', 'sent'].sort());
    });
  }
});

describe('a cap of the account', () => {
  test('counts the mails of one touch, and lets the first contacts have them', async () => {
    await given(people, ['a']);
    await deliver('a', people, [cap({ per: 'account', atMost: 2 })]);
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@acme.example', 'bo@acme.example']);
  });

  test('counts also what goes in later batches', async () => {
    const many = Array.from({ length: 25 }, (_, index) => `p${String(index).padStart(2, '0')}`);
    await given(many, ['a', 'b']);
    await Promise.all(['a', 'b'].map(journey => deliver(journey, many, [cap({ per: 'account', atMost: 23 })])));
    expect(world.mails).toHaveLength(23);
  });

  test('does not count what the mail service refused', async () => {
    await given(['ada', 'bo'], ['a', 'b']);
    world.onMail = () => {
      throw new MailRejected('no');
    };
    await deliver('a', ['ada'], [cap({ per: 'account' })]);
    world.onMail = () => {};
    await deliver('b', ['bo'], [cap({ per: 'account' })]);
    expect(await outcomes()).toEqual(['failed rejected', 'sent']);
  });

  test('has room again when the window has passed', async () => {
    await given(['ada', 'bo'], ['a', 'b']);
    await deliver('a', ['ada'], [cap({ per: 'account' })]);
    world.later(7 * 86_400);
    await deliver('b', ['bo'], [cap({ per: 'account' })]);
    expect(await outcomes()).toEqual(['sent', 'sent']);
  });

  test('says nothing of other classes', async () => {
    await given(['ada', 'bo'], ['a', 'b']);
    const marketing = cap({ per: 'account', classes: ['marketing'] });
    await deliver('a', ['ada'], [marketing]);
    await deliver('b', ['bo'], [marketing]);
    expect(world.mails).toHaveLength(2);
    expect((await world.ports.accounts.snapshot(account)).mailClaims).toBeUndefined();
  });
});
