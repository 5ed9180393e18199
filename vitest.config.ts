import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that replace a table of kinds by one with a further kind. */
const additions = 'test/additions/**';

/** Files that `.ci/run` leaves out, since it runs all of them in full later. */
const later = (process.env.DAYMARK_TEST_LATER ?? '').split(/\s+/).filter(Boolean);

/** Where nothing is known yet of how long files take, large ones come first; this one is small, and would be alone at the end. */
const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('/kills.test.ts');

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    return [...byProject.values()].flatMap(each => [...each.filter(isLong), ...each.filter(file => !isLong(file))]);
  }
}

export default defineConfig({
  test: {
    // Loading the engine anew for each of 300 files would take half as long again as the tests do.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'tests', include: ['test/**/*.test.ts'], exclude: [additions, ...later] } },
      {
        extends: true,
        test: { name: 'additions', include: [`${additions}/*.test.ts`], exclude: later, isolate: true },
      },
    ],
    sequence: { sequencer: LongestFirst },
    // Two cores have time for a third: a quarter of the time one waits for a process of its own.
    maxWorkers: 3,
    // Golden files are rewritten on request only; one that is missing fails.
    update: process.env.UPDATE_GOLDEN ? 'all' : 'none',
    // A guard against what hangs, not a measure: the machine may be busy.
    testTimeout: 180_000,
    // Most cases are played before their tests look at them.
    hookTimeout: 180_000,
  },
});
