import { expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { instant } from '../../engine/kernel/instant.ts';
import { aDelivery, anEnrollment, march } from '../conformance/records.ts';
import { aJourney } from '../support/journeys.ts';
import type { StoredWorld } from './world.ts';

export const ofVersions = (world: StoredWorld): void => {
  const version = (id: string, hash: string): JourneyDefinition => ({ ...aJourney(), id, hash });
  const bring = (...journeys: JourneyDefinition[]) => world.another().versions.bring(journeys);

  test('a version that is brought is live from then on, and the one before is known with its definition', async () => {
    expect(await bring(version('one', 'a'), version('two', 'x'))).toEqual({
      one: { version: 'a', since: march(20) },
      two: { version: 'x', since: march(20) },
    });
    expect(await bring(version('one', 'b'), version('two', 'x'))).toEqual({
      one: { version: 'b', before: 'a', since: march(20) },
      two: { version: 'x', since: march(20) },
    });
    expect(await world.versions.definition('one', 'a')).toEqual(version('one', 'a'));
    expect(await world.versions.definition('one', 'c')).toBeUndefined();
    expect([...(await world.versions.of('one'))].sort()).toEqual(['a', 'b']);
  });

  test('a process tells once, and goes by what it found then', async () => {
    const { versions } = world.another();
    const before = await versions.bring([version('told', 'a')]);
    await bring(version('told', 'b'));
    expect(await versions.bring([version('told', 'a')])).toEqual(before);
    expect((await versions.live()).told).toMatchObject({ version: 'b', before: 'a' });
  });

  test('of ten processes that bring different journeys at once, none is lost', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `at-once-${index}`);
    await Promise.all(ids.map(id => bring(version(id, 'a'))));
    expect(Object.keys(await world.versions.live())).toEqual(expect.arrayContaining(ids));
  });

  test('enrollments that are compared are listed once each, the latest first, for 90 days', async () => {
    const { versions } = world;
    const begun = (id: string, day: number, of = 'a') =>
      anEnrollment('acme', id, { journey: 'compared', version: of, startedAt: march(day) });
    for (const each of [begun('e1', 1), begun('e2', 2), begun('e1', 1), begun('e3', 3, 'b')])
      await versions.begin(each);
    const ids = async (atMost: number) => (await versions.begun('compared', 'a', atMost)).map(({ id }) => id);
    expect([await ids(10), await ids(1)]).toEqual([['e2', 'e1'], ['e2']]);
    world.clock.at = instant(`2026-05-30T${march(1).slice(11)}`);
    expect(await ids(10)).toEqual(['e2']);
    world.clock.at = march(20);
  });

  test('the story of an enrollment is its own lines, in order, its deliveries, and what was said of mail since', async () => {
    const { versions, accounts } = world.another();
    const line = (enrollment: string, day: number): Change => ({
      kind: 'line',
      line: {
        at: march(day),
        account: 'told',
        journey: 'compared',
        enrollment,
        key: `9#${day}`,
        entry: { type: 'waited', step: 'pause', for: 'it' },
      },
    });
    const claim = (id: string, enrollment: string): Change => ({
      kind: 'claim',
      delivery: { ...aDelivery('told', id), enrollment },
    });
    const said = (day: number): Change => ({
      kind: 'consent',
      record: {
        contact: 'ada',
        topic: '*',
        source: 'link',
        status: 'out',
        at: march(day),
        evidence: 'd1',
        policyVersion: 'v1',
      },
    });
    await accounts.commit('told', [line('e1', 3), line('e2', 3), line('e1', 2), said(1), said(4)]);
    await accounts.commit('told', [claim('d1', 'e1'), claim('d2', 'e2')]);
    const begun = { account: 'told', id: 'e1', journey: 'compared', version: 'a', startedAt: march(2) };
    const { lines, deliveries, consents } = await versions.story(begun);
    expect(lines.map(({ at, enrollment }) => [at, enrollment])).toEqual([
      [march(2), 'e1'],
      [march(3), 'e1'],
    ]);
    expect(deliveries.map(({ id }) => id)).toEqual(['d1']);
    expect(consents.map(({ evidence, status, source }) => [evidence, status, source])).toEqual([['d1', 'out', 'link']]);
  });

  test('a look at two versions is due every ten minutes', () => {
    const { versions } = world.another();
    const at = (minute: number) =>
      versions.isLookDue('one', instant(`2026-03-20T09:${String(minute).padStart(2, '0')}:00Z`));
    expect([at(0), at(9), at(10), at(11)]).toEqual([true, false, true, false]);
  });
};
