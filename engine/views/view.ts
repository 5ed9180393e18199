import type * as z from 'zod';
import type { ViewPath } from '../access/public-routes.ts';
import type { AllPorts } from '../ports/ports.ts';
import type { Viewer, ViewerRole } from './viewer.ts';

/** Ports that views read from. */
export type ViewPorts = Pick<
  AllPorts,
  | 'accountList'
  | 'accountRecords'
  | 'accounts'
  | 'answers'
  | 'audit'
  | 'build'
  | 'clock'
  | 'entryRefusals'
  | 'healthHistory'
  | 'journeyCounts'
  | 'notes'
  | 'deliveries'
  | 'plans'
  | 'switches'
  | 'tasks'
  | 'timelines'
  | 'versions'
>;

/** Ids in a finished play, in order. */
export interface PlaySubjects {
  accounts: readonly string[];
  journeys: readonly string[];
  templates: readonly string[];
  /** The last twelve complete months, latest first. */
  months: readonly string[];
}

/** Parameters of a view's path and query. */
export type ViewParameters = Readonly<Record<string, string | number | undefined>>;

/**
 * The data of one page of the console: `GET path`. Decisions belong in use cases, not here. The same view answers on
 * AWS, in `daymark dev` and for a finished play.
 */
export interface View<Query extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  /** In API Gateway's format: `/v1/accounts/{id}`. */
  path: `/v1/${string}`;
  /** Summary for the OpenAPI document. */
  summary: string;
  /** Roles that may see it; others get a 404. */
  roles: readonly ViewerRole[];
  /** Parameters of the path and of the query string, which are text. */
  query: Query;
  answer: Answer;
  /** @throws RefusedRequest 404 if it doesn't exist */
  read(query: z.output<Query>, viewer: Viewer, ports: ViewPorts): Promise<z.input<Answer>>;
  /**
   * Parameters, written as pages write them, of the answers that `report --html` embeds. If absent, a path without
   * parameters is embedded once, and other paths never.
   */
  kept?(of: PlaySubjects): Iterable<ViewParameters>;
  /** Parameters of the page after an answer. */
  next?(asked: ViewParameters, answer: z.input<Answer>): ViewParameters | undefined;
  /** Requests that a viewer can reach from an answer's numbers: the path of a view, and its parameters. */
  leadsTo?(answer: z.input<Answer>): Iterable<readonly [path: ViewPath, asked: ViewParameters]>;
}

/** Infers the types of a view. */
export const view = <const Path extends `/v1/${string}`, Query extends z.ZodType, Answer extends z.ZodType>(
  given: View<Query, Answer> & { path: Path },
): View<Query, Answer> & { path: Path } => given;
