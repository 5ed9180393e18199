import type { ActionKeys } from '../../ports/action-keys.ts';
import type { Audit } from '../../ports/audit.ts';
import type { Crm } from '../../ports/crm.ts';
import type { CrmCopies } from '../../ports/crm-copies.ts';
import type { Notes } from '../../ports/notes.ts';
import type { AllPorts, Clock } from '../../ports/ports.ts';
import type { Poster } from '../../ports/poster.ts';
import type { Slack } from '../../ports/slack.ts';
import type { TaskActs } from '../../ports/task-acts.ts';
import type { TaskMessages } from '../../ports/task-messages.ts';
import { crmClients } from './crm/crm-clients.ts';
import { httpsPoster } from './poster.ts';
import type { AwsSettings } from './settings.ts';
import { slackAppIn, slackClient } from './slack-app.ts';
import { tableActionKeys } from './table/action-keys.ts';
import { activeEnrollments } from './table/active-enrollments.ts';
import { tableAudit } from './table/audit.ts';
import { tableCrmCopies } from './table/crm-copies.ts';
import { tableNotes } from './table/notes.ts';
import type { Table } from './table/table.ts';
import { tableTaskActs } from './table/task-acts.ts';
import { tableTaskMessages } from './table/task-messages.ts';

/** Connected ports that the following need. */
interface Stored {
  table: Table;
  clock: Clock;
}

// Ports of people's actions and notes. As in connect.ts, each adds code to the bundles that import it.

export const connectActionKeys = ({ table }: Pick<Stored, 'table'>): ActionKeys => tableActionKeys(table);

export const connectActiveEnrollments =
  ({ table }: Pick<Stored, 'table'>): AllPorts['activeEnrollments'] =>
  journey =>
    activeEnrollments(table, journey);

export const connectAudit = ({ table, clock }: Stored): Audit => tableAudit(table, clock);
export const connectCrmCopies = ({ table, clock }: Stored): CrmCopies => tableCrmCopies(table, clock);
export const connectNotes = ({ table, clock }: Stored): Notes => tableNotes(table, clock);
export const connectTaskActs = ({ table }: Pick<Stored, 'table'>): TaskActs => tableTaskActs(table);
export const connectTaskMessages = ({ table, clock }: Stored): TaskMessages => tableTaskMessages(table, clock);

/** `undefined` if no Slack app is configured. @throws SettingsInvalid */
export const connectSlack = ({ settings, clock }: { settings: AwsSettings; clock: Clock }): Slack | undefined => {
  const app = slackAppIn(settings.destinations);
  return app && slackClient(app, clock);
};

export const connectCrm = ({ settings, clock }: { settings: AwsSettings; clock: Clock }): Crm =>
  crmClients(settings.destinations, { clock });

export const connectPoster = ({ settings, clock }: { settings: AwsSettings; clock: Clock }): Poster =>
  httpsPoster(settings.destinations, { clock });

/** Ports that announce tasks in CRMs, Slack and webhooks. */
export const connectTelling = (ports: Stored & { settings: AwsSettings }) => ({
  crm: connectCrm(ports),
  crmCopies: connectCrmCopies(ports),
  poster: connectPoster(ports),
  slack: connectSlack(ports),
  taskMessages: connectTaskMessages(ports),
});
