import { expect, test } from 'vitest';
import { courseOf } from '../../engine/promises/course.ts';
import { randomCase } from '../../faults/random-case.ts';
import { playInMemory, playOf } from '../support/two-worlds.ts';
import { observedOf, strayFrom } from './accepts.ts';

const cases = Number(process.env.DAYMARK_TEST_CASES ?? 4);

test('every play of random events goes one of the ways that the course foresees', async () => {
  let enrollments = 0;
  for (let number = 1; number <= cases; number++) {
    const drawn = randomCase(2_222, number, 3);
    const { lines } = await playInMemory(playOf(drawn, number));
    for (const { definition, machine } of drawn.project.journeys) {
      if (machine === undefined || JSON.stringify(definition).includes('"before"')) continue;
      const course = courseOf(definition, machine, { detours: true, held: ['lifecycle', 'marketing'], events: [] });
      const own = Map.groupBy(
        lines.filter(({ journey }) => journey === definition.id),
        ({ enrollment }) => enrollment,
      );
      for (const [enrollment, of] of own) {
        const observed = observedOf(of);
        expect(strayFrom(course, observed), `${number} ${enrollment} ${JSON.stringify(observed)}`).toBeUndefined();
        enrollments++;
      }
    }
  }
  expect(enrollments).toBeGreaterThan(15);
});
