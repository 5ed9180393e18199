import type * as z from 'zod';
import type { RunVerb } from './run-verb.ts';

/** The project and the local cloud that tools work on. */
export interface AgentPlace {
  /** Folder of journeys. */
  journeys: string;
  /** URL of the local cloud. */
  dev: string;
  run: RunVerb;
}

/** One tool of `daymark mcp`. */
export interface AgentTool<Asked extends z.ZodObject = z.ZodObject, Answer extends z.ZodObject = z.ZodObject> {
  name: string;
  /** When to use it, for a model. */
  description: string;
  asked: Asked;
  answer: Answer;
  /** Set if the tool can change journeys in the local cloud. */
  steers?: true;
  /** @throws UserError */
  act(asked: z.output<Asked>, place: AgentPlace): Promise<unknown>;
}

/** Checks the types of one tool against each other, then widens it for lists of tools. */
export const agentTool = <Asked extends z.ZodObject, Answer extends z.ZodObject>(
  given: AgentTool<Asked, Answer>,
): AgentTool => given as unknown as AgentTool;
