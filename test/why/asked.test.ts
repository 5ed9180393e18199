import { describe, expect, it } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { itinerariesOf } from '../../engine/build/write-build.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { memoize } from '../../engine/kernel/memoize.ts';
import { routesOf } from '../../engine/outlook/traveler.ts';
import { askedEntries } from '../../engine/why/asked-entries.ts';
import { askedSteps } from '../../engine/why/asked-steps.ts';
import { failing } from '../../engine/why/gate-report.ts';
import type { StepAttempt } from '../../engine/why/touch-attempts.ts';
import { watchAccount } from '../../engine/why/watch-account.ts';
import { randomCase } from '../../faults/random-case.ts';
import { playInMemory, playOf } from '../support/two-worlds.ts';

const cases = Number(process.env.DAYMARK_TEST_CASES ?? 1);

const play = memoize(async (number: number) => {
  const drawn = randomCase(5_151, number, 4);
  const journeys = drawn.project.journeys.map(({ definition }) => definition);
  const watched = drawn.accounts.map(account => ({ account, ...watchAccount(account, journeys) }));
  const snapshots: AccountSnapshot[] = [];
  const at = plusSeconds(drawn.startAt, 30 * 86_400);
  const { lines } = await playInMemory({
    ...playOf(drawn, number),
    until: plusSeconds(at, 86_400),
    prepare: world =>
      world.at(at, async () => {
        for (const account of drawn.accounts)
          snapshots.push(
            await world.accountPorts.accounts.snapshot(account, { usageSince: '1970-01-01T00:00:00.000Z' }),
          );
      }),
    watch: {
      routed: (...told) => watched.forEach(each => void each.routed(...told)),
      touched: (...told) => watched.forEach(each => void each.touched(...told)),
      taken: (...told) => watched.forEach(each => void each.taken(...told)),
    },
  });
  return { drawn, journeys, watched, snapshots, lines: lines.filter(line => line.at < at), at };
});

describe('an account that is decided again from what is stored', () => {
  it('is told of each touch by the gates that decided it, or that they say otherwise by now', async () => {
    let [asked, changed] = [0, 0];
    for (let number = 1; number <= cases; number++) {
      const { drawn, journeys, watched, snapshots, lines } = await play(number);
      const routes = routesOf({ journeys, itineraries: itinerariesOf(drawn.project) });
      for (const snapshot of snapshots)
        for (const { id } of journeys) {
          const own = lines.filter(line => line.account === snapshot.account && line.journey === id);
          const was = new Map(
            watched
              .find(({ account }) => account === snapshot.account)
              ?.stepsOf(id)
              .map(each => [nameOf(each), each]),
          );
          const again = askedSteps({ snapshot, lines: own, routes }).filter(({ to }) => to !== undefined);
          expect(again.map(nameOf)).toEqual(own.filter(isTouch).map(toldLine));
          for (const attempt of again) {
            const gates = was.get(nameOf(attempt))?.gates;
            // What the channel refused later was decided to go.
            if (gates === undefined) continue;
            for (const { gate, needed, passed, was: told } of attempt.gates) {
              asked++;
              if (/by what is stored now/.test(told)) changed++;
              else
                expect(
                  gates.some(each => each.gate === gate && each.needed === needed && each.passed === passed),
                  `${nameOf(attempt)}: ${gate}, ${needed}`,
                ).toBe(true);
            }
          }
        }
    }
    expect(asked).toBeGreaterThan(100 * cases);
    expect(changed / asked).toBeLessThan(0.02);
  });

  it('is told the nearest miss first, of each journey, and never that an event let it in again', async () => {
    const { journeys, snapshots, at } = await play(1);
    for (const snapshot of snapshots)
      for (const journey of journeys) {
        const entries = askedEntries(journey, {
          snapshot,
          journeys,
          dateAttributes: [],
          closed: new Set([journey.id]),
          now: at,
          since: '2026-01-01T00:00:00.000Z',
        });
        const counts = entries.map(({ gates }) => failing(gates).length);
        expect(counts).toEqual(counts.toSorted((a, b) => a - b));
        for (const { gates } of entries) expect(failing(gates).map(({ gate }) => gate)).toContain('closed');
      }
  });
});

const isTouch = ({ entry }: TimelineLine): boolean => entry.type === 'touch';
const nameOf = ({ at, enrollment, step, to, outcome }: Named) => [at, enrollment, step, to, outcome].join(' ');
type Named = Pick<StepAttempt, 'at' | 'enrollment' | 'step' | 'outcome'> & { to?: string };
const toldLine = ({ at, enrollment, entry }: TimelineLine) =>
  entry.type === 'touch' ? nameOf({ at, enrollment, ...entry }) : '';
