import type { Context } from 'aws-lambda';
import { systemClock } from './clock.ts';

type Fields = Readonly<Record<string, string | number | undefined>>;

/**
 * JSON lines with the invocation that they belong to, with the field names of Powertools for AWS Lambda. Only ids and
 * names of errors: personal data is never logged.
 */
export const log = {
  info: (message: string, fields: Fields = {}): void => console.info(line('INFO', message, fields)),
  error: (message: string, fields: Fields = {}): void => console.error(line('ERROR', message, fields)),
  /** Sets the invocation of the next lines; a process has one at a time. */
  beginInvocation: ({ awsRequestId, functionName, functionVersion }: Partial<Context>): void => {
    request = { function_name: functionName, function_version: functionVersion, function_request_id: awsRequestId };
  },
};

let request: Fields = {};

const line = (level: string, message: string, fields: Fields): string =>
  JSON.stringify({
    level,
    message,
    timestamp: systemClock.now(),
    service: 'daymark',
    ...request,
    xray_trace_id: traceId(),
    ...fields,
  });

/** The root of Lambda's trace header, `Root=1-…;Parent=…;Sampled=1`. */
const traceId = (): string | undefined => /Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1];

/** Log fields of a state machine's call, with the names that timelines use for a touch. */
export const logSubject = (event: unknown): Record<string, string> => {
  const { account, enrollment, journey, step } = (event ?? {}) as Partial<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries({
      account,
      enrollment,
      journey: idOf(journey),
      version: versionOf(journey),
      step: idOf(step),
    }).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
};

/** The error as text for logs. A SyntaxError's message is left out, because it quotes the message body. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && !(error instanceof SyntaxError) ? `${error.name}: ${error.message}` : 'no JSON';

const idOf = (value: unknown): unknown => (value as { id?: unknown } | undefined)?.id;
const versionOf = (value: unknown): unknown => (value as { version?: unknown } | undefined)?.version;
