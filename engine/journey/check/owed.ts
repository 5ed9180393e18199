import type { CheckedProject } from './rule.ts';
import type { Subject } from './subject.ts';

type Place = Subject['places'][number];

/** Does the step give an account what it is owed: a transactional message, or a task about billing? */
export const isOwed = ({ parts: { template, task } }: Place, { templates }: CheckedProject): boolean =>
  task === 'billing' || (template !== undefined && templates.get(template.id)?.class === 'transactional');

/** The first step that gives what is owed, or enrolls in a journey that does. */
export const owedIn = ({ places }: Subject, project: CheckedProject, seen: readonly string[] = []): Place | undefined =>
  places.find(place => {
    const { enrolls } = place.parts;
    if (isOwed(place, project)) return true;
    if (enrolls === undefined || seen.includes(enrolls)) return false;
    const into = project.subjects.find(({ journey }) => journey.id === enrolls);
    return into !== undefined && owedIn(into, project, [...seen, enrolls]) !== undefined;
  });
