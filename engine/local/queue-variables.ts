import { deadLettersOf, type QueueWiring, queues } from '../wiring/queues.ts';
import { queueUrl } from './sqs-api.ts';

/** Environment variables with the queue URLs of the local cloud at `url`. */
export const queueVariables = (url: string): Record<string, string> =>
  Object.fromEntries(
    Object.values<QueueWiring>(queues).flatMap(({ name, variable, deadLetters }) => [
      ...(variable ? [[variable, queueUrl(url, name)]] : []),
      ...(deadLetters ? [[deadLetters, queueUrl(url, deadLettersOf(name))]] : []),
    ]),
  );
