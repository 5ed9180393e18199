import { describe, expect, test } from 'vitest';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { campaignTriggerWhy } from '../../engine/triggers/campaign/why.ts';
import { dateTriggerWhy } from '../../engine/triggers/date/why.ts';
import { anEvent, aUpdate } from '../support/journeys.ts';
import { aSnapshot, type SnapshotParts } from '../support/routed.ts';
import { now, someProfile } from '../support/touch.ts';

const journey = 'launch';
const asked = anEvent(evaluateEvent);
const about = (parts: SnapshotParts, event = asked, at: Instant = now) => ({
  journey,
  facts: [event],
  input: { event, snapshot: aSnapshot(parts), journeys: [], dateAttributes: [], now: at },
  entries: [],
  signals: {},
});
const evaluation = (more: object) => ({ account: 'acme', dueAt: now, signals: {}, revision: 1, ...more });

describe('a campaign', () => {
  const campaign = {
    kind: 'campaign',
    at: { kind: 'calendar', date: '2026-03-10', time: '10:00' },
    perHour: 9,
  } as const;
  const told = (parts: SnapshotParts, at?: Instant) =>
    campaignTriggerWhy
      .looks(campaign, about({ profile: someProfile({ timezone: 'Europe/Berlin' }), ...parts }, asked, at))
      .flatMap(({ gates }) => gates.map(({ passed, was }) => `${passed} ${was}`));
  const waiting = { evaluation: evaluation({ moments: { [journey]: now } }) };

  test('is told by its moment on the clock of the account', () => {
    expect(told(waiting)).toEqual(['true March 10, 2026, 10:00', 'true waiting for it']);
    expect(told(waiting, '2026-03-10T08:59:59.000Z')[0]).toBe('false March 10, 2026, 09:59');
    const [look] = campaignTriggerWhy.looks(campaign, about(waiting));
    expect(look?.gates[0]?.needed).toBe('its moment has come, on March 10, 2026, 10:00');
    expect(look?.fact).toBe(asked);
  });

  test('passes by an account that came after the moment, or has had it', () => {
    const known = (knownSince: Instant) => someProfile({ timezone: 'Europe/Berlin' }, { knownSince });
    expect(told({ profile: known('2026-03-11T23:30:00.000Z') })[1]).toBe('false known since March 12, 2026');
    for (const profile of [known('2026-03-10T09:00:00.000Z'), someProfile({ timezone: 'Europe/Berlin' })])
      expect(told({ profile })[1]).toBe('false had it');
  });

  test('looks at nothing but the clock', () => {
    expect(campaignTriggerWhy.looks(campaign, about(waiting, anEvent('Signed In')))).toEqual([]);
  });
});

describe('a date that enrolls', () => {
  const trigger = { kind: 'date', attribute: 'renewalAt', days: 90 } as const;
  const profile = someProfile({ renewalAt: '2026-06-08' });
  const gates = (parts: SnapshotParts, at?: Instant, of: { days: number } = trigger) =>
    dateTriggerWhy.looks({ ...trigger, ...of }, about(parts, asked, at)).flatMap(look => look.gates);
  const missed = (...given: Parameters<typeof gates>) =>
    gates(...given).flatMap(({ passed, needed, was }) => (passed ? [] : [`${needed}: ${was}`]));

  test('passes all its gates on its day', () => {
    expect(missed({ profile })).toEqual([]);
    expect(gates({ profile }).map(({ since }) => since)).toEqual(Array(4).fill(profile.attributes.renewalAt?.at));
  });

  test('is missed before its day, after the date, where it is not known, and where its day was decided for', () => {
    expect(missed({ profile }, '2026-03-09T23:59:59.000Z')).toEqual([
      'its renewal date is at most 90 days away, from March 10, 2026 on: March 9, 2026, and the date is June 8, 2026',
    ]);
    expect(missed({ profile }, '2026-06-07T23:59:59.000Z', { days: 0 })).toEqual([
      'its renewal date has come: June 7, 2026, and the date is June 8, 2026',
    ]);
    expect(missed({ profile }, '2026-06-09T00:00:00.000Z')).toEqual([
      'its renewal date has not passed: June 9, 2026, and the date was June 8, 2026',
    ]);
    expect(missed({})).toEqual(['its renewal date is known: unknown']);
    expect(missed({ profile, evaluation: evaluation({ decided: { [journey]: '2026-03-10' } }) })).toEqual([
      'its day was not decided for before: decided once for March 10, 2026',
    ]);
  });

  test('is looked at by the clock and by what says it', () => {
    const looks = (event = asked) => dateTriggerWhy.looks(trigger, about({ profile }, event)).map(({ fact }) => fact);
    const said = aUpdate({ renewalAt: '2026-06-08' });
    expect(looks(said)).toEqual([said]);
    expect(looks(anEvent('Signed In'))).toEqual([]);
  });
});
