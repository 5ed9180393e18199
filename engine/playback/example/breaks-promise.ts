import type { TimelineLine } from '../../account/timeline.ts';
import { matches } from '../../conditions/matches.ts';
import { daysBetween } from '../../definition/dates.ts';
import type { Deed, JourneyPromise, PromiseKind, PromiseOf } from '../../definition/promise.ts';
import type { TemplateInfo } from '../../definition/template.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import type { EventTriggerFields } from './fields-passing.ts';

/** An event of the account. */
export interface HappenedEvent {
  at: Instant;
  name: string;
  fields: EventTriggerFields;
}

/** The play of a single account in UTC. */
export interface PlayedExample {
  /** Lines of one journey. */
  lines: readonly TimelineLine[];
  events: readonly HappenedEvent[];
  templates: readonly TemplateInfo[];
}

/** True if an enrollment broke the promise. Reads the timeline, with code independent of the proof. */
export const breaksPromise = (promise: JourneyPromise, { lines, events, templates }: PlayedExample): boolean =>
  [...Map.groupBy(lines, ({ enrollment }) => enrollment).values()].some(own => {
    const [first] = own;
    if (first?.entry.type !== 'enrolled') return false;
    const { trigger } = first.entry;
    const enrolling = events.find(({ at, name }) => name === trigger && at <= first.at);
    // An enrollment starts at the event's own time; the event may have arrived later.
    const since = enrolling?.at ?? first.at;
    const seen = events.filter(({ at }) => at >= since);
    const asked: Asked = { lines: own, events: seen, templates, enrolling: enrolling?.fields ?? {} };
    return (byKind[promise.kind] as (promise: JourneyPromise, asked: Asked) => boolean)(promise, asked);
  });

/** The most touches that one contact got within `days` consecutive dates. */
export const mostSent = (
  promise: Pick<PromiseOf<'atMost'>, 'of' | 'days'>,
  played: Pick<PlayedExample, 'lines' | 'templates'>,
): number => busiestDays(promise, played).length;

/** A touch that a contact got. */
interface SentTouch {
  at: Instant;
  to: string;
  step: string;
}

/** The touches of one contact on so many dates in a row on which it got the most, in order of time. */
export const busiestDays = (
  { of, days }: Pick<PromiseOf<'atMost'>, 'of' | 'days'>,
  { lines, templates }: Pick<PlayedExample, 'lines' | 'templates'>,
): SentTouch[] => {
  const classOf = new Map(templates.map(({ id, class: messageClass }) => [id, messageClass]));
  const sent = lines.flatMap(({ at, entry }) =>
    entry.type === 'touch' &&
    entry.outcome === 'sent' &&
    [undefined, entry.channel].includes(of.channel) &&
    [undefined, classOf.get(entry.template ?? '')].includes(of.class)
      ? [{ at, to: entry.to, step: entry.step }]
      : [],
  );
  const spans = [...Map.groupBy(sent, ({ to }) => to).values()].flatMap(own =>
    own.map(({ at }, index) => own.slice(index).filter(each => daysBetween(dateOf(at), dateOf(each.at)) < days)),
  );
  return spans.reduce<SentTouch[]>((most, span) => (span.length > most.length ? span : most), []);
};

interface Asked extends PlayedExample {
  enrolling: EventTriggerFields;
}

const byKind: { [Kind in PromiseKind]: (promise: PromiseOf<Kind>, asked: Asked) => boolean } = {
  atMost: (promise, asked) => mostSent(promise, asked) > promise.most,
  never: ({ what, after }, asked) => {
    const [event] = eventsLike(after, asked);
    return event !== undefined && asked.lines.some(line => line.at >= event.at && isDone(line, what));
  },
  always: ({ on, leadsTo, days, unless }, asked) => {
    const last = asked.lines.findLast(({ entry }) => entry.type === 'exited' || entry.type === 'completed');
    return eventsLike(on, asked).some(({ at }) => {
      const isInTime = (later: Instant) => days === undefined || daysBetween(dateOf(at), dateOf(later)) <= days;
      const isLeft = unless.some(other => eventsLike(other, asked).some(event => isInTime(event.at)));
      const isMet = asked.lines.some(line => isDone(line, leadsTo) && isInTime(line.at));
      return last !== undefined && !isLeft && !isMet;
    });
  },
};

const eventsLike = (trigger: EventTrigger, { events, enrolling }: Asked): HappenedEvent[] =>
  events.filter(event => matches(trigger, event, enrolling));

const isDone = ({ entry }: TimelineLine, { does, step }: Deed): boolean =>
  does === 'touch'
    ? entry.type === 'touch' && entry.step === step && entry.outcome === 'sent'
    : entry.type === 'task' && entry.step === step && entry.action === 'opened';

const dateOf = (at: Instant): string => at.slice(0, 10);
