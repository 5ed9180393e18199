import * as z from 'zod';
import type { AuditLine } from '../account/audit-line.ts';
import type { HealthRecord } from '../account/health-state.ts';
import { movedWords } from '../account/moved-words.ts';
import type { Note } from '../account/note.ts';
import { reasonWords } from '../account/reason-words.ts';
import type { TimelineEntry, TimelineLine } from '../account/timeline.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import { audienceInWords } from '../contacts/resolve-recipients.ts';
import { localDate } from '../definition/calendar.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { csmOf, type Team } from '../definition/team.ts';
import { asTitle } from '../kernel/as-title.ts';
import { counted } from '../kernel/counted.ts';
import { type Instant, instant, type TimeZone } from '../kernel/instant.ts';

export const storyKinds = ['touch', 'task', 'journey', 'event', 'health', 'note', 'action'] as const;

export const storyEntry = z.object({
  at: z.iso.datetime(),
  kind: z.enum(storyKinds),
  /** The entry in words. */
  text: z.string(),
  /** Details: who, why, how many. */
  detail: z.string().exactOptional(),
  /** Outcome of a touch. */
  outcome: z.enum(['sent', 'held', 'skipped', 'failed', 'unknown']).exactOptional(),
  channel: z.string().exactOptional(),
  until: z.iso.datetime().exactOptional(),
  journey: z.object({ id: z.string(), name: z.string() }).exactOptional(),
  step: z.string().exactOptional(),
  /** The contact it was for. */
  contact: z.string().exactOptional(),
});

export type StoryEntry = z.input<typeof storyEntry>;

/** Names for the texts. */
export interface StoryNames {
  journeys: readonly JourneyDefinition[];
  /** Names of contacts, by id. */
  people: ReadonlyMap<string, string>;
  team: Team;
  /** Subjects, by template id. */
  subjects: ReadonlyMap<string, string>;
  /** The account's. */
  timezone: TimeZone;
}

export const entryOfLine = (line: TimelineLine, names: StoryNames): StoryEntry => {
  const { at, entry } = line;
  const title = names.journeys.find(({ id }) => id === line.journey)?.title ?? asTitle(line.journey);
  return {
    at,
    journey: { id: line.journey, name: title },
    ...('step' in entry && { step: entry.step }),
    ...(told[entry.type] as Told<TimelineEntry['type']>)(entry as never, names, title),
  };
};

type Entry<Type extends TimelineEntry['type']> = Extract<TimelineEntry, { type: Type }>;
type Told<Type extends TimelineEntry['type']> = (
  entry: Entry<Type>,
  names: StoryNames,
  title: string,
) => Omit<StoryEntry, 'at' | 'journey'>;

const told: { readonly [Type in TimelineEntry['type']]: Told<Type> } = {
  enrolled: ({ trigger, holdout }, _, title) => ({
    kind: 'journey',
    text: `Entered ${title}`,
    detail: `${asTitle(trigger.replaceAll('.', ' '))}${holdout ? '; in the control group' : ''}`,
  }),
  touch: ({ step, channel, outcome, template, to, reason, until }, { people, subjects }) => {
    const name = people.get(to) ?? audienceInWords(to);
    return {
      kind: 'touch',
      text: (template && subjects.get(template)) ?? asTitle(step),
      detail: `${outcomes[outcome]} ${name}${reason ? `: ${reasonWords[reason]}` : ''}`,
      outcome,
      channel,
      ...(until && { until: instant(until) }),
      ...(people.has(to) && { contact: to }),
    };
  },
  branch: ({ step, took }) => ({ kind: 'journey', text: `${asTitle(step)}: took ${asTitle(took).toLowerCase()}` }),
  waited: ({ step, for: what }) => ({ kind: 'journey', text: `${asTitle(step)}: ${asTitle(what).toLowerCase()}` }),
  task: ({ action, reason, owner, outcome, minutes, ticked, unticked }, { team }) => ({
    kind: 'task',
    text: `Task ${action.replace('-', ' ')}: ${asTitle(reason).toLowerCase()}`,
    detail: [
      csmOf(owner, team)?.name ?? owner,
      outcome && asTitle(outcome).toLowerCase(),
      action === 'resolved' && minutes !== undefined && `${counted(minutes, 'minute')}`,
      ticked && `done: ${asTitle(ticked).toLowerCase()}`,
      unticked && `not done after all: ${asTitle(unticked).toLowerCase()}`,
    ]
      .filter(Boolean)
      .join(', '),
  }),
  rescheduled: ({ step, from, to }, { timezone }) => ({
    kind: 'journey',
    text: `${asTitle(step)} moved`,
    detail: movedWords(from, to, timezone),
  }),
  migrated: (_, __, title) => ({ kind: 'journey', text: `${title} continues in another version` }),
  exited: ({ reason, goal }, _, title) => ({
    kind: 'journey',
    text: `Left ${title}`,
    detail: `${asTitle(reason.replaceAll('.', ' '))}${goal ? `; goal ${goal}` : ''}`,
  }),
  completed: ({ goal }, _, title) => ({
    kind: 'journey',
    text: `Completed ${title}`,
    ...(goal && { detail: `Goal ${goal}` }),
  }),
  failed: ({ error }, _, title) => ({ kind: 'journey', text: `${title} failed`, detail: error }),
};

const outcomes = {
  sent: 'to',
  held: 'held for',
  skipped: 'not sent to',
  failed: 'failed for',
  unknown: 'possibly sent to',
} as const;

export const entryOfHealth = (
  { at, score, band, from }: HealthRecord,
  before: HealthRecord | undefined,
): StoryEntry[] => {
  const moved = before !== undefined && before.score !== score;
  if (!moved && from === undefined) return [];
  return [
    {
      at,
      kind: 'health',
      text:
        from === undefined ? `Health ${before?.score ?? '–'} → ${score ?? '–'}` : `Health turned ${band ?? 'unknown'}`,
      ...(from !== undefined && { detail: `${from ?? 'not known'} before; score ${score ?? '–'}` }),
    },
  ];
};

export const entryOfNote = ({ at, by, about, text }: Note, { people, team }: StoryNames): StoryEntry => ({
  at,
  kind: 'note',
  text: text ?? 'The text of this note was erased',
  detail: `${csmOf(by, team)?.name ?? by}${about ? `, about ${people.get(about) ?? about}` : ''}`,
});

export const entryOfAudit = (
  { at, by, from, action, journey, step, details }: AuditLine,
  names: StoryNames,
): StoryEntry => ({
  at,
  kind: 'action',
  text: `${csmOf(by, names.team)?.name ?? by}: ${asTitle(action.replaceAll('.', ' ')).toLowerCase()}`,
  detail: [
    asTitle(from).toLowerCase(),
    ...Object.entries(details ?? {})
      .filter(([name]) => name !== 'note')
      .map(([name, value]) => `${asTitle(name).toLowerCase()} ${asTitle(String(value)).toLowerCase()}`),
  ].join(', '),
  ...(journey !== undefined && {
    journey: { id: journey, name: names.journeys.find(({ id }) => id === journey)?.title ?? journey },
  }),
  ...(step !== undefined && { step }),
});

/** Usage, one entry per event and local day, at the time of the last use. */
export const entriesOfUsage = (
  marks: readonly UsageMark[],
  timezone: TimeZone,
  { people }: StoryNames,
): StoryEntry[] => {
  const days = Map.groupBy(marks, ({ at, event }) => `${localDate(at, timezone)} ${event}`);
  return [...days.values()].flatMap((day): StoryEntry[] => {
    const last = day.at(-1);
    if (last === undefined) return [];
    const users = [...new Set(day.map(({ user }) => user))].filter(user => user !== '');
    const names = users.map(user => people.get(user) ?? user);
    return [
      {
        at: last.at as Instant,
        kind: 'event',
        text:
          day.length === 1
            ? asTitle(last.event.replaceAll('.', ' '))
            : `${asTitle(last.event.replaceAll('.', ' '))}, ${day.length} times`,
        ...(names.length > 0 && {
          detail: names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`,
        }),
      },
    ];
  });
};
