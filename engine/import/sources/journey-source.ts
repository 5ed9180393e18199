import type { CatalogData } from '../../definition/catalog.ts';
import type { JourneySketch } from '../journey-sketch.ts';

/** A tool whose journeys become files of this project. */
export interface JourneySource {
  /** As its makers call it. */
  title: string;
  /** Its files and their conversion. */
  description: string;
  /** The files it needs, for the error about any other. */
  takes: string;
  /** How to export a journey. */
  exportBy: string;
  /** Of the command line, after the source's name. */
  example: string;
  open(): JourneyReader;
}

/** Reads the files of one import. */
export interface JourneyReader {
  /** Takes in the content of a file. @returns false where it has nothing of this tool */
  take(said: unknown): boolean;
  /** The journeys of all that was taken in. */
  journeys(here: CarryingTo): JourneySketch[];
}

/** The project that journeys are carried to. */
export interface CarryingTo {
  catalog: CatalogData;
  /** Names of events in the catalog, where they were told. */
  events: ReadonlyMap<string, string>;
  /** Templates of the project, which are not written anew. */
  templates: ReadonlySet<string>;
}
