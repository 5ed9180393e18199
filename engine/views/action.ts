import type * as z from 'zod';
import type { ActedFrom, AuditLine } from '../account/audit-line.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AllPorts } from '../ports/ports.ts';
import type { Viewer, ViewerRole } from './viewer.ts';

/** Ports of every action. */
export type ActionPorts = Pick<AllPorts, 'actionKeys' | 'audit' | 'build' | 'clock'>;

/** The person and the time: a request that is repeated acts at the time of the first one. */
export interface Actor {
  viewer: Viewer;
  /** Id of the CSM, or the address of a user who is not a CSM. */
  by: string;
  at: Instant;
  from: ActedFrom;
  /** Names what is made by this request, the same whenever it is repeated. */
  name: string;
}

/** An action that is decided, with nothing of it written yet. */
export interface Acting<Answer> {
  /** Absent where nothing is done, as for a plan. */
  line?: Omit<AuditLine, 'id' | 'at' | 'by' | 'from'>;
  /** Does it. Again, it changes nothing. */
  perform?(): Promise<void>;
  /** How things stand then. It is kept for a day, so it holds nothing about people. */
  answer: Answer;
}

/** An action of a person: `POST path`. `Needed`: the ports that it takes besides. */
export interface Action<
  Needed extends keyof AllPorts,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** As API Gateway writes it: `/v1/accounts/{id}/notes`. */
  path: `/v1/${string}`;
  /** A line for the OpenAPI document. */
  summary: string;
  /** Roles that may do it; for others it is a 404. */
  roles: readonly ViewerRole[];
  /** 200 unless it says otherwise; 202 for an action that is carried out a moment later. */
  status?: number;
  /** Whether it must be named by an `idempotency-key`: what is not the same by itself when it is asked again. */
  needsKey?: true;
  /** The JSON of the request, with the parameters of path and query string, which are text. */
  body: Body;
  answer: Answer;
  /** Decides, and asks nothing of the world yet. @throws RefusedRequest */
  act(
    body: z.output<Body>,
    actor: Actor,
    ports: ActionPorts & Pick<AllPorts, Needed>,
  ): Promise<Acting<z.input<Answer>>>;
}

/** Ties the types of an action together. */
export const action =
  <Needed extends keyof AllPorts>() =>
  <const Path extends `/v1/${string}`, Body extends z.ZodType, Answer extends z.ZodType>(
    given: Action<Needed, Body, Answer> & { path: Path },
  ): Action<Needed, Body, Answer> & { path: Path } =>
    given;
