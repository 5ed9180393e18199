import { Worker } from 'node:worker_threads';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { JourneyPicture } from '../definition/journey-picture.ts';
import type { Subjects } from '../journey/graph/drawing.ts';
import type { Project } from './build-project.ts';
import { subjectsOf } from './draw-pictures.ts';

/** Input of the thread. */
export interface PicturesToDraw {
  journeys: readonly JourneyDefinition[];
  subjects: Subjects;
}

/** Draws all journeys of a project in a worker thread, by id. The pictures are the same as those of `pictureLoader`. */
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
  // Avoids an unhandled rejection if it fails before it is awaited.
  pictures.catch(() => undefined);
  return { pictures, stop: () => worker.terminate() };
};
