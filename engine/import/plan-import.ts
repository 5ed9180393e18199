import { sha256Of } from '../account/sha256-of.ts';
import { mailboxOf } from '../contacts/mail-address.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { segmentCall } from '../ingest/segment-call.ts';
import { usableCall } from '../ingest/usable-call.ts';
import type { Instant } from '../kernel/instant.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import { type DraftedCall, type DraftedRow, type Hold, type ImportKind, optOutKey } from './import-kind.ts';
import type { ReadRow } from './read-rows.ts';
import { rowKinds } from './row-kinds.ts';
import { withHold } from './with-hold.ts';

/** State of earlier imports to a place. Addresses are known by their digests. */
export interface ImportedBefore {
  /** The imported values of each account, person or event. */
  contents: ReadonlyMap<string, string>;
  /** People by address. */
  people: ReadonlyMap<string, readonly KnownPerson[]>;
  /** Suppressed and opted-out contacts, by address. */
  holds: ReadonlyMap<string, Hold>;
}

export interface KnownPerson {
  userId: string;
  groupId?: string;
}

/** A call to make, with its key and the hash of its content for the ledger. */
export interface PlannedCall {
  line: number;
  key: string;
  /** Hash of its content, without its time. */
  content: string;
  isNew: boolean;
  call: Readonly<Record<string, unknown>> & { messageId: string };
  person?: KnownPerson & { address: string };
}

export interface LineNote {
  line: number;
  what: string;
  fix: string;
}

export interface ImportPlan {
  rows: number;
  calls: readonly PlannedCall[];
  /** Suppressed and opted-out contacts, by digest of the address. */
  holds: readonly { address: string; hold: Hold }[];
  /** Number of calls equal to earlier imports. */
  unchanged: number;
  /** Number of duplicate rows in the file. */
  repeated: number;
  refused: readonly LineNote[];
  /** Number of left-out events by name, which would enroll in journeys. */
  leftOut: ReadonlyMap<string, number>;
  warnings: readonly LineNote[];
}

export interface PlanningOptions {
  kind: ImportKind;
  catalog: CatalogData;
  /** Date of the data. */
  at: Instant;
  before: ImportedBefore;
  /** Events to leave out because they enroll in journeys. */
  starting: ReadonlySet<string>;
}

/** Digest that identifies an address in the ledger. It isn't part of any call. */
export const addressKey = (email: string): string => sha256Of('address', mailboxOf(email)).slice(0, 40);

/** Plans the calls of the rows, validated like the ingestion API does. The same rows give the same ids. */
export const planImport = (rows: readonly ReadRow[], options: PlanningOptions): ImportPlan => {
  const { kind, catalog, before, starting } = options;
  const calls: PlannedCall[] = [];
  const holds = new Map<string, Hold>();
  const [refused, warnings]: [LineNote[], LineNote[]] = [[], []];
  const seen = new Map<string, { line: number; content: string }>();
  const leftOut = new Map<string, number>();
  let [unchanged, repeated] = [0, 0];
  for (const row of rows) {
    const { line } = row;
    const draft = 'problem' in row ? row : rowKinds[kind].draft(row.fields);
    if ('problem' in draft) {
      refused.push({ line, what: draft.problem, fix: draft.fix });
      continue;
    }
    if ('warnings' in row) warnings.push(...row.warnings.map(warning => noteOf(line, warning)));
    for (const call of callsOf(draft, before, holds)) {
      const { event } = call.body;
      if (typeof event === 'string' && starting.has(event)) {
        leftOut.set(event, (leftOut.get(event) ?? 0) + 1);
        continue;
      }
      const content = sha256Of(call.body).slice(0, 32);
      const earlier = seen.get(call.key);
      if (earlier) {
        if (earlier.content === content) repeated++;
        else
          refused.push({
            line,
            what: `says otherwise of the same ${kind.replace(/s$/, '')} than line ${earlier.line}`,
            fix: 'keep one of the two rows',
          });
        continue;
      }
      seen.set(call.key, { line, content });
      if (before.contents.get(call.key) === content) {
        unchanged++;
        continue;
      }
      const planned = plannedOf(call, content, line, options);
      const judged = judge(planned.call, catalog);
      if ('refusal' in judged) refused.push(noteOf(line, judged.refusal));
      else calls.push(planned);
      if ('warnings' in judged) warnings.push(...judged.warnings.map(warning => noteOf(line, warning)));
    }
  }
  const held = [...holds].map(([address, hold]) => ({ address, hold }));
  return { rows: rows.length, calls, holds: held, unchanged, repeated, refused, leftOut, warnings };
};

/** Adds known holds of the address to a person; converts a hold to calls for the people with that address. */
const callsOf = ({ calls, held }: DraftedRow, before: ImportedBefore, holds: Map<string, Hold>): DraftedCall[] => {
  if (held === undefined)
    return calls.map(call => {
      const hold = call.email === undefined ? undefined : before.holds.get(addressKey(call.email));
      return hold ? withHold(call, hold) : call;
    });
  const address = addressKey(held.email);
  holds.set(address, merged(holds.get(address) ?? before.holds.get(address), held.hold));
  const known = (before.people.get(address) ?? []).map(({ userId, groupId }): DraftedCall => {
    const context = groupId === undefined ? undefined : { context: { groupId } };
    return {
      key: optOutKey({ userId, ...context?.context }, held.hold),
      body: { type: 'identify', userId, ...context, traits: { ...held.hold } },
    };
  });
  return [...calls, ...known];
};

const merged = (one: Hold | undefined, other: Hold): Hold => {
  const topics = [one?.unsubscribed, other.unsubscribed].filter(each => each !== undefined);
  const suppressed = [one?.suppressed, other.suppressed].includes('bounced')
    ? 'bounced'
    : (other.suppressed ?? one?.suppressed);
  return {
    ...(topics.length > 0 && { unsubscribed: topics.includes(true) ? true : [...new Set(topics.flat() as string[])] }),
    ...(suppressed && { suppressed }),
  };
};

const plannedOf = (
  { key, body, email, at: said, id }: DraftedCall,
  content: string,
  line: number,
  { at, before }: PlanningOptions,
): PlannedCall => {
  const timestamp = said ?? at;
  const messageId = id ?? `import-${sha256Of(key, content, timestamp).slice(0, 40)}`;
  const { userId, context } = body as { userId?: string; context?: { groupId: string } };
  const person =
    email !== undefined && userId !== undefined
      ? { userId, ...(context && { groupId: context.groupId }), address: addressKey(email) }
      : undefined;
  return {
    ...{ line, key, content, isNew: !before.contents.has(key) },
    call: { ...body, messageId, timestamp },
    ...(person && { person }),
  };
};

const judge = (call: unknown, catalog: CatalogData): { warnings: string[] } | { refusal: string } => {
  try {
    const sent = segmentCall(call);
    if ('refusal' in sent) throw sent.refusal;
    if ('unused' in sent) return { warnings: [] };
    return { warnings: usableCall(sent.call, catalog).warnings.map(({ field, message }) => `${field} ${message}`) };
  } catch (refusal) {
    if (refusal instanceof RefusedRequest) return { refusal: refusal.message };
    throw refusal;
  }
};

/** `traits.renewalAt: is not a valid date. Use YYYY-MM-DD.`: what, and how to fix. */
const noteOf = (line: number, said: string): LineNote => {
  const [, what = said, fix = 'fix the row'] =
    /^(.+?)(?:\. |: (?=[a-z][a-z ]+ (?:it|them|the|one|--)))(.+)$/s.exec(said) ?? [];
  return { line, what, fix: fix.replace(/\.$/, '') };
};
