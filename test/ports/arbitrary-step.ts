import fc from 'fast-check';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { CommitConflict } from '../../engine/ports/accounts.ts';
import type { Claim } from '../../engine/ports/claim-ledger.ts';
import { anEvent, march } from '../conformance/records.ts';
import { arbitraryCommit } from './arbitrary-change.ts';
import { at, ids, oneOf, type Seen } from './seen.ts';
import type { StoredWorld } from './world.ts';

/** Something that is asked of a world, and its answer. */
export interface Step {
  /** Names a step where a difference is reported. */
  name: string | ((seen: Seen) => string);
  run(world: StoredWorld, seen: Seen): Promise<unknown>;
}

const commit = arbitraryCommit.map(
  (changesOf): Step => ({
    name: seen => `commit ${JSON.stringify(changesOf(seen))}`,
    run: ({ accounts }, seen) =>
      accounts.commit(seen.account, changesOf(seen)).then(
        () => 'committed',
        (error: unknown) => (error instanceof CommitConflict ? error.change : String(error)),
      ),
  }),
);

const see = fc.record({ id: oneOf(ids.enrollments), flag: oneOf(ids.flags), at }).map(
  ({ id, flag, at }): Step => ({
    name: `see ${id} ${flag} ${at}`,
    run: ({ enrollments }, { account }) => enrollments.see(account, id, flag, at),
  }),
);

const park = fc.record({ id: oneOf(ids.enrollments), flag: oneOf(ids.flags), anchoredAt: at }).map(
  ({ id, ...parking }): Step => ({
    name: `park ${id}`,
    run: (world, { account }) => world.park(account, id, parking),
  }),
);

const fact = fc.record({ id: oneOf(ids.deliveries), fact: oneOf(['sent', 'delivered', 'bounced']), at }).map(
  ({ id, fact, at }): Step => ({
    name: `fact ${id} ${fact}`,
    run: ({ deliveries }, { account }) => deliveries.recordFact(account, id, fact, at),
  }),
);

/** From an hour to more than usage is kept. */
const later = oneOf([3_600, 86_400, 40 * 86_400, 800 * 86_400]).map(
  (seconds): Step => ({
    name: `${seconds} s later`,
    run: async ({ clock }) => {
      clock.at = plusSeconds(clock.at, seconds);
    },
  }),
);

const claim = fc
  .record({
    kind: oneOf(['notice', 'digest']),
    act: oneOf(['claim', 'claim', 'settle', 'release']),
    maxAttempts: oneOf([1, 2]),
  })
  .map(
    ({ kind, act, maxAttempts }): Step => ({
      name: `${act} a ${kind}`,
      run: ({ claims, clock }, { account }) => {
        const claim: Claim =
          kind === 'notice' ? { kind, account, name: 't1' } : { kind, csm: account, monday: '2026-03-16' };
        if (act === 'claim') return claims.claim(claim, { now: clock.at, maxAttempts });
        return act === 'settle' ? claims.settle(claim, 'told') : claims.release(claim);
      },
    }),
  );

const sends = fc.record({ journey: oneOf(ids.journeys), most: fc.integer({ min: 1, max: 9 }) }).map(
  ({ journey, most }): Step => ({
    name: 'sends',
    run: async (world, { account }) => {
      const [{ sends }, { at }] = [world.another(), world.clock];
      await sends.keepPeak(`${account}-${journey}`, at, most);
      return [await sends.look(`${account}-${journey}`, at), await sends.look(`${account}-${journey}`, at)];
    },
  }),
);

const verdict = fc.record({ period: oneOf(ids.periods), verdict: oneOf(['fire', 'withheld']) }).map(
  ({ period, verdict }): Step => ({
    name: 'verdict',
    run: ({ guardedWeeks }, { account }) =>
      guardedWeeks.saveVerdictOnce({ journey: `${account}-signal`, period }, verdict, { evaluated: 1, tripped: 0 }),
  }),
);

const medians = fc.record({ plan: oneOf(ids.plans), signIns: fc.integer({ min: 0, max: 9 }) }).map(
  ({ plan, signIns }): Step => ({
    name: 'medians',
    run: ({ plans, clock }, { account }) => plans.keepMedians(`${account}-${plan}`, clock.at.slice(0, 10), { signIns }),
  }),
);

const directory = fc
  .record({
    act: oneOf(['join', 'link', 'keep', 'keep', 'forget']),
    user: oneOf(['u1', 'auth0|5f']),
    account: oneOf(['x', 'y', 'z']),
    call: oneOf(['k1', 'k2']),
    isVisitor: fc.boolean(),
  })
  .map(
    ({ act, user, account, call, isVisitor }): Step => ({
      name: act,
      run: async (world, seen) => {
        const { directory, clock } = world;
        const name = `${seen.account} ${user}`;
        const owner = isVisitor ? { visitor: name } : { user: name };
        if (act === 'join') return (await directory.join(name, account)) !== undefined;
        if (act === 'link') return (await directory.link(name, `${name} ${account}`)) !== undefined;
        if (act === 'keep')
          return directory.keep(owner, {
            id: `segment:${seen.account}-${call}`,
            receivedAt: clock.at,
            because: 'unknown',
            call: { type: 'track', user: name, event: 'Project Created', messageId: call, values: {} },
          });
        const [first] = await directory.kept(owner);
        return first && directory.forget(first);
      },
    }),
  );

const calls = fc
  .record({ calls: fc.integer({ min: 1, max: 4 }), receives: fc.integer({ min: 1, max: 3 }), id: oneOf(ids.events) })
  .map(
    ({ calls, receives, id }): Step => ({
      name: 'calls',
      run: async ({ controls, countTry, refusals, clock }, { account }) => {
        await refusals.keep({
          id: `segment:${account}-${id}`,
          receivedAt: clock.at,
          code: 'c',
          message: 'm',
          fields: { calls },
        });
        return [
          await controls.countCalls(account, { now: clock.at, calls, atMost: 5 }),
          // Another message next month: a queue keeps none that long.
          await countTry({ id: `${account}-${id}-${clock.at.slice(0, 7)}`, group: account, body: '', receives }),
        ];
      },
    }),
  );

const handled = fc.record({ id: oneOf(ids.events), occurredAt: at }).map(
  ({ id, occurredAt }): Step => ({
    name: 'handled',
    run: ({ accounts }, { account }) => accounts.handled(anEvent(account, id, { occurredAt })),
  }),
);

/** Mostly commits. */
export const arbitrarySteps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: commit },
    ...[see, park, fact, later, claim, sends, verdict, medians, directory, calls, handled].map(arbitrary => ({
      weight: 1,
      arbitrary,
    })),
  ),
  { minLength: 5, maxLength: 25 },
);

/** When every case begins. */
export const begin = march(20);
