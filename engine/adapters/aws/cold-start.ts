import type { Context } from 'aws-lambda';
import { StepPutOff } from '../../steps/step-errors.ts';
import { systemClock } from './clock.ts';
import { type Connected, connect } from './connect.ts';
import { log, logSubject } from './log.ts';
import { managedSecrets, type SecretValues } from './secrets.ts';

type Handle<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * The handler that Lambda calls. It connects at the first invocation, so that importing a function needs no environment
 * and an invalid one fails the invocation. It connects again when a secret has been rotated.
 */
export const coldStart = <Event, Result>(
  createHandler: (ports: Connected) => Handle<Event, Result>,
): Handle<Event, Result> => {
  let secrets: ReturnType<typeof managedSecrets> | undefined;
  let current: { values: SecretValues; handle: Handle<Event, Result> } | undefined;
  return async (event, context) => {
    log.beginInvocation(context);
    const subject = logSubject(event);
    try {
      secrets ??= managedSecrets(process.env);
      const values = await secrets(Date.parse(systemClock.now()));
      if (current?.values !== values) {
        current = { values, handle: createHandler(connect({ ...process.env, ...values })) };
      }
      return await current.handle(event, context);
    } catch (error) {
      const fields = { ...subject, reason: error instanceof Error ? error.name : 'unknown' };
      if (error instanceof StepPutOff) log.info('a step waits', fields);
      else log.error('an invocation failed', fields);
      throw error;
    }
  };
};
