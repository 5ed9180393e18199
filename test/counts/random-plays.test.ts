import { expect, test } from 'vitest';
import type { CountedEnrollment } from '../../engine/counts/counted.ts';
import { addSums, type JourneySums, journeySums } from '../../engine/counts/journey-sums.ts';
import { stepsIn } from '../../engine/definition/enrollment-plan.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { startMemoryWorld } from '../../engine/memory/memory-world.ts';
import { play } from '../../engine/playback/play.ts';
import { populate } from '../../engine/playback/populate.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import { stepOutlineOf } from '../../engine/steps/step-outline-of.ts';
import { type RandomCase, randomCase } from '../../faults/random-case.ts';
import { playOf } from '../support/two-worlds.ts';

const cases = Number(process.env.DAYMARK_TEST_CASES ?? 6);
const days = [20, 60, 200];

/** Plays a case, and reads the counts of each journey as the play ends: some stop on the way, where many are in the middle of it. */
const counted = async (drawn: RandomCase, number: number) => {
  const states = new Map<string, Set<string>>();
  const observe = ({ execution, state }: { execution: string; state: string }) =>
    states.set(execution, (states.get(execution) ?? new Set()).add(state));
  let ports: AllPorts | undefined;
  const until = new Date(Date.parse(drawn.startAt) + (days[number % days.length] ?? 0) * 86_400_000).toISOString();
  const played = await play({
    ...playOf(drawn, number),
    until,
    journeys: drawn.project.journeys.map(({ definition }) => definition),
    catalog: drawn.project.catalog,
    start: async startAt => {
      const world = startMemoryWorld({ startAt, seed: number, observe, environment: localSecrets });
      await populate(world, drawn.project);
      ports = world.connect({}, drawn.project);
      return world;
    },
  });
  const counts = (ports as AllPorts | undefined)?.journeyCounts;
  if (counts === undefined) throw new Error('The play started no world.');
  return { played, states, counts };
};

const unbalanced = (sums: JourneySums): string[] => {
  const { enrolled, running, completed, exited, failed, heldOut, steps } = sums;
  const wrong = Object.entries(steps).flatMap(([step, { entered, here, wentOn, left }]) => {
    const all = here + wentOn + Object.values(left).reduce((sum, each) => sum + each, 0);
    return entered === all && Math.min(here, wentOn, ...Object.values(left)) >= 0 ? [] : [step];
  });
  return enrolled === running + completed + exited + failed + heldOut ? wrong : [...wrong, 'the journey'];
};

test.for(Array.from({ length: cases }, (_, index) => index + 1))(
  'numbers of every step and journey add up, and are those of the timeline and of the machines: case %i',
  async number => {
    const drawn = randomCase(4_711, number, 8);
    const { played, states, counts } = await counted(drawn, number);
    expect(played.lines.length).toBeGreaterThan(10);
    for (const { definition } of drawn.project.journeys) {
      const { id } = definition;
      const days = await counts.sums(id);
      const found: CountedEnrollment[] = (await counts.counted(id)).found;
      expect(days.flatMap(({ sums }) => unbalanced(journeySums(sums)))).toEqual([]);

      const sums = journeySums(addSums(...days.map(day => day.sums)));
      const lines = played.lines.filter(({ journey }) => journey === id);
      const count = (type: string) => lines.filter(({ entry }) => entry.type === type).length;
      const heldOut = new Set(found.filter(each => each.heldOut).map(({ enrollment }) => enrollment));
      const ofHeldOut = (type: string) =>
        lines.filter(({ entry, enrollment }) => entry.type === type && heldOut.has(enrollment)).length;
      expect({ [id]: [sums.enrolled, sums.completed, sums.exited, sums.failed] }).toEqual({
        [id]: [count('enrolled'), ...['completed', 'exited', 'failed'].map(type => count(type) - ofHeldOut(type))],
      });
      expect(wrongVisits(definition, found, states)).toEqual([]);
    }
  },
);

/** Steps that a function carries out, whose states the machine entered more or less often than the enrollment counts for. */
const wrongVisits = (
  { steps }: RandomCase['project']['journeys'][number]['definition'],
  found: readonly CountedEnrollment[],
  states: ReadonlyMap<string, ReadonlySet<string>>,
) =>
  found
    // Of two steps that exit for one reason, nothing tells which it was.
    .filter(
      ({ heldOut, reason }) =>
        !heldOut && stepsIn(steps).filter(step => 'reason' in step && step.reason === reason).length < 2,
    )
    .flatMap(({ enrollment, entered, at, status }) => {
      const seen = [...states].filter(([name]) => name.startsWith(enrollment)).flatMap(([, each]) => [...each]);
      return stepsIn(steps)
        .filter(step => stepOutlineOf(step).function !== undefined)
        .flatMap(({ id }) => {
          const visits = seen.filter(
            state => state === id || (/^ \(\d+\)$/.test(state.slice(id.length)) && state.startsWith(id)),
          ).length;
          const times = entered[id] ?? 0;
          // An enrollment in a step may be about to enter its state.
          const isRight = times === visits || (at === id && times === visits + 1);
          return isRight ? [] : [{ enrollment, status, id, visits, times, at, seen: seen.join('|') }];
        });
    });
