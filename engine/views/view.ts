import type * as z from 'zod';
import type { ViewPath } from '../access/public-routes.ts';
import type { AllPorts } from '../ports/ports.ts';
import type { Viewer, ViewerRole } from './viewer.ts';

/** Ports that views read from. Each takes those that it needs. */
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

/** The ids that a finished play has, in order. */
export interface PlaySubjects {
  accounts: readonly string[];
  journeys: readonly string[];
  templates: readonly string[];
  /** The last twelve that are over, the last one first. */
  months: readonly string[];
}

/** Parameters of a view, of its path and its query. */
export type ViewParameters = Readonly<Record<string, string | number | undefined>>;

/**
 * The data of one page of the console: `GET path`. Computes nothing that a decision or a use case should; the same view answers on
 * AWS, in `daymark dev` and over a finished play.
 */
export interface View<Query extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  /** As API Gateway writes it: `/v1/accounts/{id}`. */
  path: `/v1/${string}`;
  /** A line for the OpenAPI document. */
  summary: string;
  /** Roles that may see it; for others it is a 404. */
  roles: readonly ViewerRole[];
  /** Parameters of the path and of the query string, which are text. */
  query: Query;
  answer: Answer;
  /** @throws RefusedRequest 404 where there is none */
  read(query: z.output<Query>, viewer: Viewer, ports: ViewPorts): Promise<z.input<Answer>>;
  /**
   * The parameters that pages ask it with, written as they write them: the answers that `report --html` keeps. Where it is absent,
   * a path without a name in it is asked once, and any other never.
   */
  kept?(of: PlaySubjects): Iterable<ViewParameters>;
  /** The parameters by which a page asks for the rest of an answer. */
  next?(asked: ViewParameters, answer: z.input<Answer>): ViewParameters | undefined;
  /** The views that pages ask where a reader follows a number of an answer: the path of each, and its parameters. */
  leadsTo?(answer: z.input<Answer>): Iterable<readonly [path: ViewPath, asked: ViewParameters]>;
}

/** Ties the types of a view together. */
export const view = <const Path extends `/v1/${string}`, Query extends z.ZodType, Answer extends z.ZodType>(
  given: View<Query, Answer> & { path: Path },
): View<Query, Answer> & { path: Path } => given;
