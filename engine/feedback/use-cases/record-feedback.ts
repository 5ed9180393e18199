import { mailLine } from '../../archive/mail-line.ts';
import { zoneOfMoments } from '../../ingest/moment.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { actionEvent } from '../action-event.ts';
import { type Feedback, readFeedback } from '../read-feedback.ts';
import { closeFailedExecution } from './close-failed-execution.ts';
import { recordMailEvent } from './record-mail-event.ts';

export type FeedbackPorts = PortsWith<'archive' | 'claims' | 'contacts' | 'deliveries' | 'queue'>;

/**
 * Records a message about something Daymark did: a mail event of SES, a failed execution, a CSM's action on a task, a
 * customer's on a prompt. Idempotent. Returns the archive line of a mail event, if there is an archive.
 * @throws FeedbackUnreadable
 */
export const recordFeedback = async (message: unknown, ports: FeedbackPorts): Promise<string | undefined> => {
  const feedback = readFeedback(message);
  return (recorders[feedback.kind] as Recorder<Feedback>)(feedback, ports);
};

type Recorder<Of> = (feedback: Of, ports: FeedbackPorts) => Promise<string | undefined>;

const recorders: {
  [Kind in Feedback['kind']]: Recorder<Extract<Feedback, { kind: Kind }>>;
} = {
  mail: async ({ event }, ports) => {
    await recordMailEvent(event, ports);
    return ports.archive && mailLine(event, { receivedAt: ports.clock.now(), secret: ports.settings.tokenSecrets[0] });
  },
  digest: async ({ event: { csm, monday, state } }, { claims }) => {
    await claims.settle({ kind: 'digest', csm, monday }, state);
    return undefined;
  },
  execution: async ({ failure }, ports) => {
    await closeFailedExecution(failure, ports);
    return undefined;
  },
  action: async ({ action }, { accounts, clock, queue }) => {
    const moments = [action.timestamp, action.type === 'task' ? action.until : undefined];
    const timezone = await zoneOfMoments(action.account, moments, { accounts });
    await queue.publish(actionEvent(action, clock.now(), timezone));
    return undefined;
  },
  ignored: async () => undefined,
};
