import { Worker } from 'node:worker_threads';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { JourneyPicture } from '../definition/journey-picture.ts';
import type { Subjects } from '../journey/graph/drawing.ts';
import type { Project } from './build-project.ts';
import { subjectsOf } from './draw-pictures.ts';

/** What the thread is given. */
export interface PicturesToDraw {
  journeys: readonly JourneyDefinition[];
  subjects: Subjects;
}

/** Draws all journeys of a project in a thread of its own, while this one does something else: by id, the same as elsewhere. */
export const drawPicturesApart = (
  project: Project,
): { pictures: Promise<ReadonlyMap<string, JourneyPicture>>; stop(): Promise<unknown> } => {
  const journeys = project.journeys.map(({ definition }) => definition);
  const given: PicturesToDraw = JSON.parse(JSON.stringify({ journeys, subjects: subjectsOf(project) }));
  const worker = new Worker(new URL('./draw-pictures-thread.ts', import.meta.url), { workerData: given });
  const pictures = new Promise<ReadonlyMap<string, JourneyPicture>>((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('The pictures were not drawn to the end.')));
  });
  // It may fail before anybody waits for it.
  pictures.catch(() => undefined);
  return { pictures, stop: () => worker.terminate() };
};
