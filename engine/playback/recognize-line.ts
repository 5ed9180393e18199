import { domainEvent } from '../account/event-schema.ts';
import { type ConnectorName, connectorNames } from '../connectors/connector-of.ts';
import { processors } from '../connectors/processors.ts';
import { webhooks } from '../connectors/webhooks.ts';
import { instantIn } from '../definition/calendar.ts';
import { FeedbackUnreadable, readFeedback } from '../feedback/read-feedback.ts';
import { lacksOffset } from '../ingest/moment.ts';
import { callTypes } from '../ingest/segment-call.ts';
import { type Instant, instant, type TimeZone } from '../kernel/instant.ts';
import { isObject } from '../kernel/is-object.ts';
import { matchIn } from '../kernel/same-word.ts';
import { shortened } from '../kernel/shortened.ts';
import { type LineProblem, lineProblem } from './line-problem.ts';

/** Kind of a recorded line. `event`: from an archive. */
export type LineKind = 'segment' | ConnectorName | 'task' | 'prompt' | 'ses' | 'event';

/** A recorded event, recognized by its shape. Its content is validated by the handlers. */
export interface RecognizedLine {
  kind: LineKind;
  /** Time of delivery, in UTC if the line has no offset. */
  at: Instant;
  /** The time without an offset. */
  localTime?: string;
  body: Readonly<Record<string, unknown>>;
}

/** @returns the problem, if the line can't be delivered */
export const recognizeLine = (text: string): RecognizedLine | LineProblem => {
  const body = parse(text);
  if (body === undefined) return { what: 'not JSON', fix: fixOf(text.trim()) };
  if (!isObject(body)) return { what: 'JSON, but not an object', fix: 'write one JSON object per line' };
  const shape = shapes.find(({ is }) => is(body));
  if (!shape) {
    const said = typeof body.type === 'string' ? body.type : undefined;
    const meant = said === undefined ? undefined : matchIn(said.trim(), [...callTypes, 'task', 'prompt']);
    return {
      what: `unknown shape${said === undefined ? '' : ` "${shown(said)}"`}`,
      fix: meant
        ? `did you mean "${meant}"?`
        : `use a call of the Segment spec (track, identify, group, alias, page or screen), a success plan (plan), a ${titles} event, a ticket of a help desk, a task or prompt action, or an SES event`,
    };
  }
  if (!shape.id(body))
    return {
      what: `no ${shape.idField}`,
      fix: `give every event its own "${shape.idField}", so that a duplicate can be distinguished from a second event`,
    };
  const said = shape.time(body);
  if (said === undefined) return { what: 'no time', fix: `give "${shape.timeField}"` };
  const at = timeOf(said);
  if (!at)
    return {
      what: `${instantIn(said, 'UTC') ? 'a date outside 2000 to 2099' : 'impossible date'} ${shown(JSON.stringify(said))}`,
      fix: 'write an instant that exists, such as "2026-03-01T09:30:00Z"',
    };
  const open = typeof said === 'string' && lacksOffset(said) && { localTime: said };
  return shape.problem?.(body) ?? { kind: shape.kind, at, body, ...open };
};

/** The fix for a line that isn't JSON. Many tools write arrays or pretty-printed JSON by default. */
const fixOf = (text: string): string => {
  if (text.endsWith(',') && isObject(parse(text.slice(0, -1)))) return 'remove the comma at its end';
  if (/^[[\]{}]|^"[^"]*":|[[{]$/.test(text))
    return 'write one JSON object per line, as `jq -c .` does, and `jq -c ".[]"` of an array';
  return /^[^{}]*[,;\t]/.test(text) && !text.includes('{')
    ? 'write one JSON object per line; `npx daymark import` reads CSV'
    : 'write one JSON object per line';
};

/** "Stripe, Paddle or Chargebee". */
const titles = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
  processors.map(name => name.charAt(0).toUpperCase() + name.slice(1)),
);

const shown = (text: string): string => shortened(text, 81);

type Body = Readonly<Record<string, unknown>>;

interface Shape {
  kind: LineKind;
  is(body: Body): boolean;
  idField: string;
  id(body: Body): unknown;
  timeField: string;
  time(body: Body): unknown;
  /** Other problems. Requests are validated by the handlers that answer them; a queue gives no answer. */
  problem?(body: Body): LineProblem | undefined;
}

const feedbackProblem = (body: Body): LineProblem | undefined => {
  try {
    readFeedback(body);
    return undefined;
  } catch (error) {
    if (!(error instanceof FeedbackUnreadable)) throw error;
    return lineProblem(error.message, /^([\w.]+): /.exec(error.message)?.[1]);
  }
};

const shapes: readonly Shape[] = [
  {
    kind: 'segment',
    is: body => callTypes.some(type => type === body.type),
    idField: 'messageId',
    id: body => body.messageId,
    timeField: 'timestamp',
    time: body => body.receivedAt ?? body.timestamp,
  },
  ...connectorNames.flatMap((name): Shape[] => {
    const { recorded } = webhooks[name];
    if (recorded === undefined) return [];
    const { is, id, time } = recorded;
    const shape = { idField: id, id: (body: Body) => fieldAt(body, id), timeField: time };
    return [{ kind: name, is, ...shape, time: body => body.receivedAt ?? fieldAt(body, time) }];
  }),
  ...(['task', 'prompt'] as const).map(kind => ({
    kind,
    is: (body: Body) => body.type === kind,
    idField: 'id',
    id: (body: Body) => body.id,
    timeField: 'timestamp',
    time: (body: Body) => body.receivedAt ?? body.timestamp,
    problem: feedbackProblem,
  })),
  {
    kind: 'event',
    is: body => body.type === 'event',
    idField: 'id',
    id: body => body.id,
    timeField: 'receivedAt',
    time: body => body.receivedAt,
    problem: body =>
      domainEvent.safeParse(body).success
        ? undefined
        : { what: 'not an event of an archive', fix: 'use the format of `npx daymark export --events`' },
  },
  {
    kind: 'ses',
    is: body => typeof (body.eventType ?? body.notificationType) === 'string',
    idField: 'mail.messageId',
    id: body => fieldAt(body, 'mail.messageId'),
    timeField: 'mail.timestamp',
    time: body => body.receivedAt ?? sesTime(body) ?? fieldAt(body, 'mail.timestamp'),
    problem: feedbackProblem,
  },
];

/** `undefined` if the text isn't JSON. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Body)[name] : undefined;

/** The field at a path, such as `mail.messageId`. */
const fieldAt = (body: Body, path: string): unknown => path.split('.').reduce<unknown>(member, body);

/** The time of an SES event is in the member named after its type, such as `bounce.timestamp`. */
const sesTime = (body: Body): unknown => {
  const type = String(body.eventType ?? body.notificationType);
  return member(body[type.charAt(0).toLowerCase() + type.slice(1)], 'timestamp');
};

/** A time outside these bounds is in another unit, or not a time at all. */
const earliest: Instant = '2000-01-01T00:00:00.000Z';
const latest: Instant = '2100-01-01T00:00:00.000Z';

/** ISO 8601 (in the zone if it has no offset), or Unix seconds as Stripe writes them. */
export const timeOf = (said: unknown, timezone: TimeZone = 'UTC'): Instant | undefined => {
  const at = typeof said === 'number' ? fromSeconds(said) : instantIn(said, timezone);
  return at !== undefined && at >= earliest && at < latest ? at : undefined;
};

const fromSeconds = (said: number): Instant | undefined =>
  Number.isInteger(said) && said > 0 && said < 1e11 ? instant(said * 1000) : undefined;
