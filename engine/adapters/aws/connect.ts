import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { AccountRecords } from '../../ports/account-records.ts';
import type { Answers } from '../../ports/answers.ts';
import type { ClaimLedger } from '../../ports/claim-ledger.ts';
import type { Contacts } from '../../ports/contacts.ts';
import type { DeadLetters } from '../../ports/dead-letters.ts';
import type { Deliveries } from '../../ports/deliveries.ts';
import type { Directory } from '../../ports/directory.ts';
import type { DueIndex } from '../../ports/due-index.ts';
import type { Enrollments } from '../../ports/enrollments.ts';
import type { EntryRefusals } from '../../ports/entry-refusals.ts';
import type { EventArchive } from '../../ports/event-archive.ts';
import type { GuardedWeeks } from '../../ports/guarded-weeks.ts';
import type { HealthHistory } from '../../ports/health-history.ts';
import type { Notices } from '../../ports/notices.ts';
import type { Plans } from '../../ports/plans.ts';
import type { Controls, Machines, Mailer, Ports, Queue, Switches } from '../../ports/ports.ts';
import type { PromptContents } from '../../ports/prompt-contents.ts';
import type { Prompts } from '../../ports/prompts.ts';
import type { Refusals } from '../../ports/refusals.ts';
import type { Bus } from '../../ports/sinks.ts';
import type { SuppressionList } from '../../ports/suppression-list.ts';
import type { SweepQueue } from '../../ports/sweep-queue.ts';
import type { Tasks } from '../../ports/tasks.ts';
import type { DeployedVersions } from '../../ports/versions.ts';
import type { WaitingEvents } from '../../ports/waiting-events.ts';
import { loggedAlarms } from './alarms.ts';
import { buildDirectory } from './build.ts';
import { eventBridge } from './bus.ts';
import { clientConfig, type SdkOptions, tableClientConfig } from './client-config.ts';
import { systemClock } from './clock.ts';
import { tableControls } from './controls.ts';
import { sqsDeadLetters } from './dead-letters.ts';
import { firehoseArchive } from './event-archive.ts';
import { parameterSwitches, switchesClientConfig } from './kill-switches.ts';
import { stepFunctions } from './machines.ts';
import { mailerClientConfig, sesMailer } from './mailer.ts';
import { type Emit, loggedMetrics, measuring, toLog } from './metric-lines.ts';
import { sqsNotices, sqsQueue, sqsSweeps } from './queue.ts';
import { type AwsSettings, type Environment, readSettings } from './settings.ts';
import { sesSuppressionList } from './suppression-list.ts';
import { tableAccountRecords } from './table/account-records.ts';
import { tableAccounts } from './table/accounts.ts';
import { tableAnswers } from './table/answers.ts';
import { tableClaims } from './table/claim-ledger.ts';
import { tableContacts } from './table/contacts.ts';
import { type CountPorts, tableCountPorts } from './table/count-ports.ts';
import { tableCustomers } from './table/customers.ts';
import { tableDeliveries } from './table/deliveries.ts';
import { tableDirectory } from './table/directory.ts';
import { tableDue } from './table/due-index.ts';
import { tableEnrollments } from './table/enrollments.ts';
import { tableEntryRefusals } from './table/entry-refusals.ts';
import { tableGuardedWeeks } from './table/guarded-weeks.ts';
import { tableHealthHistory } from './table/health-history.ts';
import { tablePlans } from './table/plans.ts';
import { tablePromptContents } from './table/prompt-contents.ts';
import { tablePrompts } from './table/prompts.ts';
import { tableRefusals } from './table/refused-calls.ts';
import { tableRevenue } from './table/revenue.ts';
import { tableSends } from './table/sends.ts';
import type { Table } from './table/table.ts';
import { tableTasks } from './table/tasks.ts';
import { tableTimelines } from './table/timelines.ts';
import { tableVersions } from './table/versions.ts';
import { tableWaitingEvents } from './table/waiting-events.ts';

/** The ports that every function has. */
export interface Connected extends Ports {
  settings: AwsSettings;
  table: Table;
  clients: SdkOptions;
}

/**
 * The ports on AWS. Clients are created once, keep their connections alive, and take region, credentials and endpoints
 * from the environment. Sends no request yet.
 * @param emit writes metrics
 * @param clients options for all clients
 * @throws SettingsInvalid
 */
export const connect = (env: Environment, emit: Emit = toLog, clients: SdkOptions = {}): Connected => {
  const settings = readSettings(env);
  const table = {
    client: new DynamoDBClient({ ...tableClientConfig(), ...clients }),
    name: settings.table,
    addressKeys: () => settings.tokenSecrets,
  };
  const clock = systemClock;
  const metrics = loggedMetrics(clock, settings.table, emit);
  return {
    clock,
    accounts: measuring(tableAccounts(table, clock), metrics),
    alarms: loggedAlarms(clock, settings.table, emit),
    metrics,
    sends: tableSends(table),
    build: buildDirectory(settings.buildDirectory),
    settings,
    table,
    clients,
  };
};

// Each of the following needs code or a client of its own: a function's bundle contains only those that it connects.

export const connectAccountRecords = ({ table, clock }: Connected): AccountRecords => tableAccountRecords(table, clock);
export const connectAnswers = ({ table, clock }: Connected): Answers => tableAnswers(table, clock);
export const connectContacts = ({ table }: Connected): Contacts => tableContacts(table);
export const connectCounts = ({ table }: Connected): CountPorts => tableCountPorts(table);
export const connectCustomers = ({ table }: Connected) => tableCustomers(table);
export const connectDeliveries = ({ table }: Connected): Deliveries => tableDeliveries(table);
export const connectDue = ({ table }: Connected): DueIndex => tableDue(table);
export const connectEnrollments = ({ table }: Connected): Enrollments => tableEnrollments(table);
export const connectGuardedWeeks = ({ table }: Connected): GuardedWeeks => tableGuardedWeeks(table);
export const connectHealthHistory = ({ table, clock }: Connected): HealthHistory => tableHealthHistory(table, clock);
export const connectPlans = ({ table, clock }: Connected): Plans => tablePlans(table, clock);
export const connectPrompts = ({ table, clock }: Connected): Prompts => tablePrompts(table, clock);
export const connectRevenue = ({ table }: Connected) => tableRevenue(table);
export const connectTasks = ({ table }: Connected): Tasks => tableTasks(table);
export const connectEntryRefusals = ({ table, clock }: Connected): EntryRefusals => tableEntryRefusals(table, clock);
export const connectVersions = ({ table, clock }: Connected): DeployedVersions => tableVersions(table, clock);
export const connectTimelines = ({ table, clock }: Connected) => tableTimelines(table, clock);
export const connectWaiting = ({ table, clock }: Connected): WaitingEvents => tableWaitingEvents(table, clock);

export const connectControls = ({ table }: Connected): Controls => tableControls(table);

export const connectDirectory = ({ table, clock }: Connected): Directory => tableDirectory(table, clock);
export const connectDeadLetters = ({ table, clock, settings, clients }: Connected): DeadLetters =>
  sqsDeadLetters(table, clock, new SQSClient({ ...clientConfig, ...clients }), settings.deadEventsQueueUrl);

export const connectRefusals = ({ table, clock }: Connected): Refusals => tableRefusals(table, clock);

/** `undefined` if events are not archived. */
export const connectArchive = ({ settings, clients }: Connected): EventArchive | undefined =>
  settings.archive === undefined
    ? undefined
    : firehoseArchive(new FirehoseClient({ ...clientConfig, ...clients }), settings.archive);

/** Ports of every function that accepts calls of the events API. */
export const connectIngest = (ports: Connected) => ({
  ...ports,
  archive: connectArchive(ports),
  answers: connectAnswers(ports),
  contacts: connectContacts(ports),
  controls: connectControls(ports),
  directory: connectDirectory(ports),
  queue: connectQueue(ports),
  refusals: connectRefusals(ports),
});

export const connectClaims = ({ table }: Connected): ClaimLedger => tableClaims(table);
export const connectPromptContents = ({ table }: Connected): PromptContents => tablePromptContents(table);

export const connectMachines = ({ settings, clients }: Connected): Machines =>
  stepFunctions(new SFNClient({ ...clientConfig, ...clients }), settings.machineArnPrefix);

export const connectQueue = ({ settings, clients }: Connected): Queue =>
  sqsQueue(new SQSClient({ ...clientConfig, ...clients }), settings.eventsQueueUrl);

export const connectSweeps = ({ settings, clients }: Connected): SweepQueue =>
  sqsSweeps(new SQSClient({ ...clientConfig, ...clients }), settings.sweepQueueUrl);

export const connectMailer = ({ settings, clients }: Connected): Mailer =>
  sesMailer(new SESv2Client({ ...mailerClientConfig, ...clients }), systemClock, settings.testInbox);

/** The SDK may retry, because the list is only read. */
export const connectSuppressionList = ({ clients }: Connected): SuppressionList =>
  sesSuppressionList(new SESv2Client({ ...clientConfig, ...clients }));

export const connectSwitches = ({ settings, clients }: Connected): Switches =>
  parameterSwitches(new SSMClient({ ...switchesClientConfig, ...clients }), settings.switchesPath);

/** `undefined` if no sink is configured: notices then have no reader. */
export const connectNotices = ({ settings, clients }: Connected): Notices | undefined =>
  settings.noticesQueueUrl && Object.keys(settings.taskSinks).length > 0
    ? sqsNotices(new SQSClient({ ...clientConfig, ...clients }), settings.noticesQueueUrl)
    : undefined;

export const connectBus = ({ clients }: Connected): Bus =>
  eventBridge(new EventBridgeClient({ ...clientConfig, ...clients }));

/** Ports that routing may need. */
export const connectRouting = (ports: Connected) => ({
  archive: connectArchive(ports),
  controls: connectControls(ports),
  customers: connectCustomers(ports),
  deadLetters: connectDeadLetters(ports),
  enrollments: connectEnrollments(ports),
  guardedWeeks: connectGuardedWeeks(ports),
  machines: connectMachines(ports),
  notices: connectNotices(ports),
  prompts: connectPrompts(ports),
  queue: connectQueue(ports),
  switches: connectSwitches(ports),
  tasks: connectTasks(ports),
  versions: connectVersions(ports),
  entryRefusals: connectEntryRefusals(ports),
  waiting: connectWaiting(ports),
});
