import type { Context } from 'aws-lambda';
import { type Connected, connect } from './connect.ts';

/**
 * The handler that Lambda calls. It connects at the first invocation, so that importing a function asks nothing of the
 * environment and a wrong one is reported as the failure of an invocation.
 */
export const coldStart = <Event, Result>(
  createHandler: (ports: Connected) => (event: Event, context: Context) => Promise<Result>,
): ((event: Event, context: Context) => Promise<Result>) => {
  let handle: ((event: Event, context: Context) => Promise<Result>) | undefined;
  return async (event, context) => {
    handle ??= createHandler(connect(process.env));
    return handle(event, context);
  };
};
