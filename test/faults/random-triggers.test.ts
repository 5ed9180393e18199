import { expect, test } from 'vitest';
import { byHand } from '../../engine/account/enrollment.ts';
import { triggerKinds } from '../../engine/triggers/kind-of.ts';
import { playCase } from '../../faults/play-case.ts';
import { randomCase } from '../../faults/random-case.ts';

/** Two months are enough for the first enrollments. */
const lastsDays = 60;
const atMost = 40;

/** The kinds of the triggers by which the journeys of a random case enrolled accounts. */
const enrollingIn = async (number: number): Promise<string[]> => {
  const drawn = randomCase(1, number, 3);
  const { endings } = await playCase(drawn, { world: 'memory', lastsDays });
  const kinds = new Map(drawn.project.journeys.map(({ definition: { id, enroll } }) => [id, enroll.kind]));
  return [...endings.values()].flatMap(({ lines }) =>
    lines.flatMap(({ type, journey, trigger }) => {
      if (type !== 'enrolled') return [];
      return (trigger === byHand ? 'manual' : kinds.get(String(journey))) ?? [];
    }),
  );
};

test('each kind of trigger enrolls somebody in random cases', async () => {
  const expected = new Set<string>(Object.keys(triggerKinds));
  const found = new Set<string>();
  for (let number = 1; number <= atMost && found.size < expected.size; number++) {
    for (const kind of await enrollingIn(number)) found.add(kind);
  }
  expect(found).toEqual(expected);
});
