import type { JourneySize } from '../definition/journey-size.ts';
import { dollarsOfInvocations, prices } from './prices.ts';
import { requestCounts } from './request-counts.ts';
import type { Workload } from './workload.ts';

/** The parts of a deployment that are billed regardless of usage. */
export interface CostedDeployment {
  journeys: readonly JourneySize[];
  /** Custom metrics; those of AWS are free. */
  metrics: number;
  queues: number;
  secrets: number;
  /** Metrics with alarms. */
  alarms: number;
}

/** A line of the bill. */
export interface Charge {
  service: string;
  what: string;
  amount: number;
  dollars: number;
}

/** A month at list prices. Pure arithmetic: every figure is counted, compiled, or one of the assumptions. */
export const monthlyCost = (load: Workload, deployment: CostedDeployment): Charge[] => {
  const { accounts } = load;
  const times = (perAccount: number): number => perAccount * accounts;
  const journey = averageOf(deployment.journeys);
  const enrollments = times(load.enrollments);
  const transitions = enrollments * journey.transitions;
  // Waits and touches alternate.
  const parks = transitions / 2;
  const touches = transitions / 2;
  const mails = enrollments * journey.mails * load.recipients;
  const listened = times(load.usage * load.listened);
  const onlyCounted = times(load.usage) - listened;
  const updates = times(load.updates);
  const evaluations = times(load.evaluations);
  const routed = listened + updates + evaluations;
  const identifies = times(load.identifies);
  const polls = times(load.polls);
  const feedback = mails * eventsPerMail;

  const requests = onlyCounted + listened + updates + identifies + polls;
  const queued = routed + feedback;
  // A wait and its step change an enrollment within one window; other changes of an account are seen once each.
  const followed = parks + updates + evaluations;
  const invocations = requests + queued + touches + followed;
  const evaluationReads = evaluations * (1 + (load.usage * monthsLookedAt * bytesPerMark) / bytesPerReadUnit);
  const reads =
    units('reads', {
      usage: onlyCounted,
      identify: identifies,
      routed,
      enrolling: enrollments,
      touch: mails,
      poll: polls,
      followed,
      feedback,
    }) + evaluationReads;
  const writes =
    units('writes', {
      usage: onlyCounted,
      identify: identifies,
      routed,
      enrolling: enrollments,
      touch: mails,
      poll: polls,
      followed,
      feedback,
    }) + parks;
  const logged = invocations * bytesPerInvocation + (touches + mails + enrollments) * bytesPerMeasurement;
  const puts = onlyCounted + listened + updates + identifies + feedback / eventsPerMail;
  const filed = (puts * bytesPerLine * monthsKept) / 1e9;
  const stored = times(load.usage * monthsKept * bytesPerMark + bytesPerAccount) / 1e9;

  const charge = (service: string, what: string, amount: number, price: number): Charge => ({
    service,
    what,
    amount,
    dollars: amount * price,
  });
  return [
    charge('Step Functions', 'transitions', transitions, prices.transition),
    charge('SES', 'mails', mails, prices.mail),
    { service: 'Lambda', what: 'invocations', amount: invocations, dollars: dollarsOfInvocations(invocations) },
    charge('DynamoDB', 'read units', reads, prices.readUnit),
    charge('DynamoDB', 'write units', writes, prices.writeUnit),
    charge('DynamoDB', 'GB with backup', stored, prices.storedGigabyte),
    charge('API Gateway', 'requests', requests, prices.httpRequest),
    charge('SQS', 'requests', queued * requestsPerMessage + idleReceives * deployment.queues, prices.queueRequest),
    charge('SNS', 'notifications', feedback, prices.notification),
    charge('Firehose', 'GB of events', (puts * bytesPerRecord) / 1e9, prices.deliveredGigabyte),
    {
      service: 'S3',
      what: 'GB of events',
      amount: filed,
      dollars: filed * prices.filedGigabyte + Math.min(filesAMonth, puts) * prices.filePut,
    },
    charge('CloudWatch', 'GB of logs', logged / 1e9, prices.loggedGigabyte),
    charge('X-Ray', 'traces', invocations * tracedShare, prices.trace),
    charge('CloudWatch', 'metrics', deployment.metrics, prices.metric),
    charge('CloudWatch', 'alarms', deployment.alarms, prices.alarm),
    charge('CloudWatch', 'dashboard', 1, prices.dashboard),
    charge('Secrets Manager', 'secrets', deployment.secrets, prices.secret),
  ];
};

export const totalOf = (charges: readonly Charge[]): number => charges.reduce((sum, { dollars }) => sum + dollars, 0);

/** Send and delivery; opens, clicks and bounces are negligible. */
const eventsPerMail = 2;
/** Send, receive, delete, though batches share the last two. */
const requestsPerMessage = 3;
/** Requests a month for an empty queue: Lambda keeps five long polls of 20 seconds open. */
const idleReceives = (5 * 3 * 60 * 24 * 365) / 12;
/** Signals compare a few weeks, health some more. */
const monthsLookedAt = 2;
const monthsKept = 25;
const bytesPerMark = 60;
/** Profile, contacts, enrollments, ledger and timeline. */
const bytesPerAccount = 40_000;
const bytesPerReadUnit = 4_096;
/** Lambda's own START, END and REPORT. */
const bytesPerInvocation = 400;
/** A log line with metrics of a touch or an event. */
const bytesPerMeasurement = 250;
const tracedShare = 0.05;

/** Firehose's billing unit. */
const bytesPerRecord = 5_000;
/** A call or event, compressed together with others. */
const bytesPerLine = 50;
/** Every quarter of an hour. */
const filesAMonth = 2_920;

const averageOf = (journeys: readonly JourneySize[]): Omit<JourneySize, 'journey'> => {
  const sum = (of: (each: JourneySize) => number): number =>
    journeys.reduce((total, each) => total + of(each), 0) / Math.max(1, journeys.length);
  return { transitions: sum(each => each.transitions), mails: sum(each => each.mails) };
};

const units = (what: 'reads' | 'writes', amounts: Readonly<Record<keyof typeof requestCounts, number>>): number =>
  Object.entries(amounts).reduce(
    (sum, [kind, amount]) => sum + amount * requestCounts[kind as keyof typeof requestCounts][what],
    0,
  );
