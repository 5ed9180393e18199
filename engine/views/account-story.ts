import * as z from 'zod';
import type { AuditLine } from '../account/audit-line.ts';
import { endOfTime } from '../account/marks.ts';
import type { Note } from '../account/note.ts';
import { accountTimezone } from '../account/profile.ts';
import { linePlace, type TimelineLine } from '../account/timeline.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { nameOfContact } from './account-people.ts';
import { notThere } from './answer-view.ts';
import {
  entriesOfUsage,
  entryOfAudit,
  entryOfHealth,
  entryOfLine,
  entryOfNote,
  type StoryEntry,
  storyEntry,
  storyKinds,
} from './story-entry.ts';
import { subjectsFor } from './subjects-for.ts';
import { type ViewPorts, view } from './view.ts';
import { maySee, type Viewer } from './viewer.ts';

/** Maximum number of rows read per kind and page. */
const limit = 100;
/** Maximum number of days on a page. */
const mostDays = 31;

export const accountStory = view({
  path: '/v1/accounts/{id}/story',
  summary: 'What happened at an account, the latest first: touches, tasks, journeys, events, health, notes, actions',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({
    id: z.string(),
    kind: z.enum(storyKinds, `must be one of ${storyKinds.join(', ')}`).exactOptional(),
    /** `next` of the page before. */
    before: z.iso.datetime('must be an instant').exactOptional(),
  }),
  kept: ({ accounts }) => accounts.map(id => ({ id })),
  answer: z.object({
    now: z.iso.datetime(),
    timezone: z.string(),
    entries: z.array(storyEntry),
    /** `before` of the next page. */
    next: z.iso.datetime().exactOptional(),
  }),
  next: ({ id }, { next }) => (next === undefined || id === undefined ? undefined : { id, before: next }),
  read: async ({ id, kind: wanted, before }, viewer, ports) => {
    const { accounts, build, clock } = ports;
    const now = clock.now();
    const [{ profile, contacts }, journeys, catalog, infos] = await Promise.all([
      accounts.snapshot(id),
      build.journeys(),
      build.catalog(),
      build.templates(),
    ]);
    if (profile === undefined) throw notThere();
    const timezone = accountTimezone(profile);
    const people = new Map(contacts.map(contact => [contact.id, nameOfContact(contact)]));
    const found = await rowsBefore(id, before, viewer, ports);
    const used = new Set(found.lines.flatMap(({ entry }) => ('template' in entry ? (entry.template ?? []) : [])));
    const subjects = await subjectsFor(
      infos.filter(template => used.has(template.id)),
      profile,
      catalog.sender,
      build,
    );
    const names = { journeys, people, team: viewer.team, subjects, timezone };
    const told: Readonly<Record<'lines' | 'notes' | 'actions' | 'health' | 'events', readonly StoryEntry[]>> = {
      lines: found.lines.map(line => entryOfLine(line, names)),
      notes: found.notes.map(note => entryOfNote(note, names)),
      actions: found.actions.map(line => entryOfAudit(line, names)),
      health: found.health.flatMap((record, n) => entryOfHealth(record, found.scores[n + 1])),
      events: entriesOfUsage(found.events, timezone, names),
    };
    const entries = Object.values(told)
      .flat()
      .filter(entry => [undefined, entry.kind].includes(wanted))
      .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    const begins = profile.knownSince ?? '';
    return {
      now,
      timezone,
      entries,
      ...((found.isCut || found.from > begins) && { next: found.from }),
    };
  },
});

/**
 * Everything in a period before an instant, complete for every kind of row. A kind with more rows than `limit` determines
 * how far back the page goes.
 */
const rowsBefore = async (id: string, before: Instant | undefined, viewer: Viewer, ports: ViewPorts) => {
  const { timelines, notes, audit, healthHistory, clock } = ports;
  const until = before ?? endOfTime;
  const place = before === undefined ? {} : { before: { at: before, id: '' } };
  const seesNotes = maySee(viewer, ['csm', 'lead']);
  const nothing = { rows: [], isLast: true };
  const [lines, written, acted, scores] = await Promise.all([
    wholeInstants<TimelineLine>(async after => {
      const from = after ? linePlace(after) : until;
      const { lines: rows, isLast } = await timelines.ofAccount(id, { limit, before: from });
      return { rows, isLast };
    }),
    wholeInstants<Note>(async after => {
      if (!seesNotes) return nothing;
      const { notes: rows, isLast } = await notes.ofAccount(id, { limit, ...(after ? { before: after } : place) });
      return { rows, isLast };
    }),
    wholeInstants<AuditLine>(async after => {
      if (!seesNotes) return nothing;
      const { lines: rows, isLast } = await audit.ofAccount(id, { limit, ...(after ? { before: after } : place) });
      return { rows, isLast };
    }),
    healthHistory.last(id, { until: before ?? clock.now(), atMost: 12 }),
  ]);
  const own = scores.filter(({ at }) => at < until);
  const floor = plusSeconds(before ?? clock.now(), -mostDays * 86_400);
  const cut = [cutOf(lines), cutOf(written), cutOf(acted)]
    .flatMap(each => each ?? [])
    .sort()
    .at(-1);
  const from = cut !== undefined && cut > floor ? cut : floor;
  const within = ({ at }: { at: Instant }): boolean => at >= from;
  return {
    from,
    isCut: cut !== undefined,
    lines: lines.rows.filter(within),
    notes: written.rows.filter(within),
    actions: acted.rows.filter(within),
    health: own.filter(within),
    scores: own,
    events: await timelines.usage(id, { from, until: before ?? `${clock.now()}~` }),
  };
};

interface RowsRead<Row> {
  /** The latest first. */
  rows: readonly Row[];
  isLast: boolean;
}

/** Reads further pages until the first instant is complete, however many rows it has. */
const wholeInstants = async <Row extends { at: Instant }>(
  read: (after: Row | undefined) => Promise<RowsRead<Row>>,
): Promise<RowsRead<Row>> => {
  const rows: Row[] = [];
  for (;;) {
    const page = await read(rows.at(-1));
    rows.push(...page.rows);
    if (page.isLast || page.rows.length === 0 || rows[0]?.at !== rows.at(-1)?.at) return { rows, isLast: page.isLast };
  }
};

/** The earliest complete instant, if more pages follow: the last row's instant may have more rows. */
const cutOf = ({ rows, isLast }: RowsRead<{ at: Instant }>): Instant | undefined => {
  const last = rows.at(-1)?.at ?? '';
  return isLast ? undefined : rows.findLast(({ at }) => at > last)?.at;
};
