import type { CatalogData } from '../../definition/catalog.ts';
import type { JourneySketch } from '../journey-sketch.ts';

/** A tool whose journeys can be converted to files of this project. */
export interface JourneySource {
  /** The product name. */
  title: string;
  /** Its files and their conversion. */
  description: string;
  /** The files it needs, for the error about any other. */
  takes: string;
  /** How to export a journey. */
  exportBy: string;
  /** Example arguments on the command line. */
  example: string;
  open(): JourneyReader;
}

/** Reads the files of one import. */
export interface JourneyReader {
  /** Takes in the content of a file. @returns false where it has nothing of this tool */
  take(said: unknown): boolean;
  /** The journeys in all added files. */
  journeys(here: CarryingTo): JourneySketch[];
}

/** The target project. */
export interface CarryingTo {
  catalog: CatalogData;
  /** Catalog names of events, from `--event`. */
  events: ReadonlyMap<string, string>;
  /** Existing templates of the project, which are not overwritten. */
  templates: ReadonlySet<string>;
}
