import type { DomainEvent } from '../../account/event.ts';
import type { ConnectorName } from '../../connectors/connector-of.ts';
import type { ConnectorEvent } from '../../connectors/connector-webhook.ts';
import { keepAnswer } from '../../contacts/use-cases/keep-answer.ts';
import { memberOf } from '../../definition/team.ts';
import { unknownOwner } from '../../definition/unknown-owner.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { CrmCopy } from '../../ports/crm-copies.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { type AllowedValues, allowedValues } from '../allowed-values.ts';
import { answerWords } from '../answer-words.ts';
import { storableEvent } from '../storable-event.ts';
import type { WebhookRequest } from '../webhook-request.ts';
import { findOwner } from './find-owner.ts';
import { readWebhook } from './read-webhook.ts';

export type ConnectorPorts = PortsWith<'answers' | 'contacts' | 'crmCopies' | 'customers' | 'directory' | 'queue'>;

/** The outcome of an event: the number of catalog events that it stands for, and the parts left out. */
export interface TakenFromConnector {
  published: number;
  warnings: { field?: string; message: string }[];
}

/**
 * Takes an event of a help desk, or changes in a CRM. Types that journeys do not use are accepted and dropped. @throws
 * RefusedRequest
 */
export const ingestConnector = async (
  connector: ConnectorName,
  request: WebhookRequest,
  ports: ConnectorPorts,
): Promise<TakenFromConnector> => {
  return publishConnectorEvents(await readWebhook(connector, request, ports), ports);
};

/** Publishes events of a connector that are already parsed. */
export const publishConnectorEvents = async (
  events: readonly ConnectorEvent[],
  ports: ConnectorPorts,
): Promise<TakenFromConnector> => {
  const taken: TakenFromConnector = { published: 0, warnings: [] };
  for (const event of events) {
    const { published, warnings } = await (event.copy
      ? publishOfTask(event, event.copy, ports)
      : publishEvent(event, ports));
    taken.published += published;
    taken.warnings.push(...warnings);
  }
  return taken;
};

/** A CRM's change to a task of ours. Its other tasks are ignored. */
const publishOfTask = async (
  { copy: _, ...said }: ConnectorEvent,
  copy: CrmCopy,
  { build, crmCopies, queue }: ConnectorPorts,
): Promise<TakenFromConnector> => {
  const task = await crmCopies.taskOf(copy);
  if (task === undefined) return { published: 0, warnings: [] };
  const by = memberOf(String(said.fields.by), await build.team())?.id ?? copy.crm;
  await queue.publish(storableEvent({ ...said, account: task.account, fields: { ...said.fields, by, task: task.id } }));
  return { published: 1, warnings: [] };
};

/**
 * An event whose account is not known is published too: routing stores it until an account names its customer, or an
 * operator assigns it. A customer's comment is stored only if the account is known.
 */
const publishEvent = async (
  { person, comment, leftOut = [], ...said }: ConnectorEvent,
  ports: ConnectorPorts,
): Promise<TakenFromConnector> => {
  if (leftOut.length > 0 && Object.keys(said.fields).length === 0) return { published: 0, warnings: [...leftOut] };
  const { events, surveyTopics, dateAttributes } = await ports.build.catalog();
  const known = Object.hasOwn(events, said.name) ? events[said.name] : undefined;
  if (known === undefined)
    return { published: 0, warnings: [{ message: `the catalog has no event "${said.name}": it was ignored` }] };
  const dates = said.name === 'account.updated' ? dateAttributes.map(name => [name, { isDate: true }]) : [];
  const bounds = { ...known.bounds, ...Object.fromEntries(dates) };
  const read = readable(() => allowedValues(said.fields, { types: known.fields, bounds }, 'fields'));
  if ('warning' in read) return { published: 0, warnings: [read.warning] };
  const { values } = read;
  const owner = values.owner ? unknownOwner(values.owner, await ports.build.team()) : undefined;
  const ofOwner = owner === undefined ? [] : [{ field: 'fields.owner', message: owner }];
  const warnings = [...leftOut, ...read.warnings, ...ofOwner];
  const storable = storableEvent({ ...said, fields: values });
  const event = { ...storable, ...(await findOwner(storable, person, ports)) };
  if (comment !== undefined && surveyTopics && isOwned(event))
    await keepAnswer(event, answerWords({ comment }, surveyTopics).words.comment, ports);
  await ports.queue.publish(event);
  return { published: 1, warnings };
};

/** An unreadable event must not block the others of its request. */
const readable = (read: () => AllowedValues): AllowedValues | { warning: TakenFromConnector['warnings'][number] } => {
  try {
    return read();
  } catch (refusal) {
    if (!(refusal instanceof RefusedRequest)) throw refusal;
    const { field, message } = refusal;
    return { warning: { ...(field !== undefined && { field }), message } };
  }
};

const isOwned = (event: DomainEvent): event is DomainEvent & { account: string } => event.account !== undefined;
