import type { DeployedApp } from '../assembly/deployed-app.ts';
import type { Project } from '../build/build-project.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';

/** The journeys to play: a project from its sources, or a synthesized app. */
export type Source = { project: Project } | { app: DeployedApp };

export const catalogOf = (source: Source): CatalogData =>
  'app' in source ? source.app.catalog : source.project.catalog;

export const journeysOf = (source: Source): readonly JourneyDefinition[] =>
  'app' in source ? source.app.journeys : source.project.journeys.map(({ definition }) => definition);
