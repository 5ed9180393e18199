import type { Enrollment } from '../account/enrollment.ts';

/** Numbers of enrollments in a journey. */
export interface Count {
  enrollments: number;
  /** By the step they wait for; an empty text stands for those in a step at this moment. */
  bySteps: ReadonlyMap<string, number>;
  byVersions: ReadonlyMap<string, number>;
}

export const countEnrollments = async (pages: AsyncIterable<readonly Enrollment[]>): Promise<Count> => {
  const bySteps = new Map<string, number>();
  const byVersions = new Map<string, number>();
  let enrollments = 0;
  for await (const page of pages) {
    for (const { wait, version } of page) {
      enrollments += 1;
      add(bySteps, wait?.step ?? '');
      add(byVersions, version);
    }
  }
  return { enrollments, bySteps, byVersions };
};

const add = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
