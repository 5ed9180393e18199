import type * as z from 'zod';
import type { ActedFrom, AuditLine } from '../account/audit-line.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AllPorts } from '../ports/ports.ts';
import type { Viewer, ViewerRole } from './viewer.ts';

/** Ports that every action gets. */
export type ActionPorts = Pick<AllPorts, 'actionKeys' | 'audit' | 'build' | 'clock'>;

/** Who acts and when. A repeated request acts at the time of the first one. */
export interface Actor {
  viewer: Viewer;
  /** Id of the CSM, or the address of a user who is not a CSM. */
  by: string;
  at: Instant;
  from: ActedFrom;
  /** Id for anything this request creates, the same when it is repeated. */
  name: string;
}

/** A decided action that has not been performed. */
export interface Acting<Answer> {
  /** The audit line; absent if nothing is done, as for a plan. */
  line?: Omit<AuditLine, 'id' | 'at' | 'by' | 'from'>;
  /** Performs it; idempotent. */
  perform?(): Promise<void>;
  /** The state after it. Stored for a day, so it contains no personal data. */
  answer: Answer;
}

/** An action of a user: `POST path`. `Needed`: additional ports. */
export interface Action<
  Needed extends keyof AllPorts,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** In API Gateway's format: `/v1/accounts/{id}/notes`. */
  path: `/v1/${string}`;
  /** Summary for the OpenAPI document. */
  summary: string;
  /** Roles that may use it; others get a 404. */
  roles: readonly ViewerRole[];
  /** Default: 200. 202 if the action completes later. */
  status?: number;
  /** Requires an `idempotency-key`, because the action isn't idempotent otherwise. */
  needsKey?: true;
  /** The request's JSON merged with the parameters of path and query string, which are text. */
  body: Body;
  answer: Answer;
  /** Decides without side effects. @throws RefusedRequest */
  act(
    body: z.output<Body>,
    actor: Actor,
    ports: ActionPorts & Pick<AllPorts, Needed>,
  ): Promise<Acting<z.input<Answer>>>;
}

/** Infers the types of an action. */
export const action =
  <Needed extends keyof AllPorts>() =>
  <const Path extends `/v1/${string}`, Body extends z.ZodType, Answer extends z.ZodType>(
    given: Action<Needed, Body, Answer> & { path: Path },
  ): Action<Needed, Body, Answer> & { path: Path } =>
    given;
