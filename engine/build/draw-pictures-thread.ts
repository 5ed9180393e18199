import { parentPort, workerData } from 'node:worker_threads';
import type { JourneyPicture } from '../definition/journey-picture.ts';
import { explainJourney } from '../journey/explain/explain-journey.ts';
import { drawSvg } from '../journey/graph/svg.ts';
import type { PicturesToDraw } from './draw-pictures-apart.ts';

const { journeys, subjects } = workerData as PicturesToDraw;
const drawn = new Map<string, JourneyPicture>();
for (const journey of journeys)
  drawn.set(journey.id, { svg: await drawSvg(journey, { subjects }), english: explainJourney(journey) });
parentPort?.postMessage(drawn);
