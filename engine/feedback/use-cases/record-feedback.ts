import { zoneOfMoments } from '../../ingest/moment.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { actionEvent } from '../action-event.ts';
import { type Feedback, readFeedback } from '../read-feedback.ts';
import { closeFailedExecution } from './close-failed-execution.ts';
import { recordMailEvent } from './record-mail-event.ts';

type FeedbackPorts = PortsWith<'claims' | 'contacts' | 'deliveries' | 'queue'>;

/**
 * Takes a message of the world about what Daymark did: a mail event of SES, an execution that failed, what a CSM did
 * with a task, what a customer did with a prompt. Repeating it changes nothing.
 * @throws FeedbackUnreadable
 */
export const recordFeedback = async (message: unknown, ports: FeedbackPorts): Promise<void> => {
  const feedback = readFeedback(message);
  await (recorders[feedback.kind] as (feedback: Feedback, ports: FeedbackPorts) => Promise<void>)(feedback, ports);
};

const recorders: {
  [Kind in Feedback['kind']]: (feedback: Extract<Feedback, { kind: Kind }>, ports: FeedbackPorts) => Promise<void>;
} = {
  mail: ({ event }, ports) => recordMailEvent(event, ports),
  digest: ({ event: { csm, monday, state } }, { claims }) => claims.settle({ kind: 'digest', csm, monday }, state),
  execution: ({ failure }, ports) => closeFailedExecution(failure, ports),
  action: async ({ action }, { accounts, clock, queue }) => {
    const moments = [action.timestamp, action.type === 'task' ? action.until : undefined];
    const timezone = await zoneOfMoments(action.account, moments, { accounts });
    await queue.publish(actionEvent(action, clock.now(), timezone));
  },
  ignored: async () => {},
};
