import type { Change } from '../../../../account/change.ts';
import type { Enrollment, ParkedWait } from '../../../../account/enrollment.ts';
import type { ItemWrite } from '../item-write.ts';
import { activeIndex, activeKey, endedKey, enrollmentKey, retiredKey } from '../keys.ts';
import { content, packed, type StoredItem } from '../stored-item.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** Attributes that a state machine writes when it parks; the record of the next step clears them. */
const parkedAttributes = ['tok', 'untilAt', 'wait', 'anchorAt'] as const;

const isActive = { kind: 'is', attribute: 'status', value: 'active' } as const;

export const seenAttribute = (flag: string): string => `seen_${flag}`;

export const enrollWrite = (account: string, { enrollment }: Of<'enroll'>): ItemWrite => {
  const { seen, wait, exit, awaits, early, ...fields } = enrollment;
  const flags = Object.fromEntries(Object.entries(seen).map(([flag, at]) => [seenAttribute(flag), at]));
  return {
    kind: 'put',
    key: enrollmentKey(account, enrollment.id),
    item: { ...fields, ...packed({ exit, awaits, early }), ...flags, ...(wait && parked(wait)) },
    tests: [{ kind: 'isNew' }],
  };
};

/**
 * An enrollment ends only once: the first end sets `endedAs`, which later ends do not replace. A condition would refuse
 * the step's record, too.
 */
export const advanceWrite = (
  account: string,
  { enrollment, step, at, ended, took, reached }: Of<'advance'>,
): ItemWrite => ({
  kind: 'update',
  key: enrollmentKey(account, enrollment),
  set: [
    { path: ['steps', step], value: at },
    ...(took ? [{ path: ['took'], value: took }] : []),
    ...(reached === undefined ? [] : [{ path: ['reached'], value: reached, unlessSet: ['reached'] }]),
    ...(ended
      ? [
          { path: ['status'], value: ended, unlessSet: ['endedAs'] },
          { path: ['endedAs'], value: ended, unlessSet: ['endedAs'] },
          { path: ['endedAt'], value: at, unlessSet: ['endedAt'] },
        ]
      : []),
  ],
  remove: parkedAttributes,
  tests: [{ kind: 'exists' }],
});

export const exitWrite = (account: string, { enrollment, reason, at, reached }: Of<'exit'>): ItemWrite => ({
  kind: 'update',
  key: enrollmentKey(account, enrollment),
  set: [
    { path: ['exitReason'], value: reason },
    { path: ['status'], value: 'exited' },
    { path: ['endedAs'], value: 'exited' },
    { path: ['endedAt'], value: at },
    ...(reached === undefined ? [] : [{ path: ['reached'], value: reached }]),
  ],
  tests: [isActive],
});

/**
 * Sets the attributes that the new version's row would have begun with. Fails if another migration or an end came
 * first.
 */
export const migrateWrite = (account: string, { enrollment }: Of<'migrate'>): ItemWrite => {
  const { id, version, until, exit, awaits, early, precedence, generation = 1 } = enrollment;
  return {
    kind: 'update',
    key: enrollmentKey(account, id),
    set: [
      { path: ['version'], value: version },
      { path: ['until'], value: until },
      { path: ['generation'], value: generation },
      { path: ['json'], value: packed({ exit, awaits, early }).json },
      ...(precedence ? [{ path: ['precedence'], value: precedence }] : []),
    ],
    remove: precedence ? [] : ['precedence'],
    tests: [isActive, { kind: 'isMissingOrBelow', attribute: 'generation', value: generation }],
  };
};

export const learnWrite = (account: string, { enrollment, fields }: Of<'learn'>): ItemWrite => ({
  kind: 'update',
  key: enrollmentKey(account, enrollment),
  set: Object.entries(fields).map(([name, value]) => ({ path: ['trigger', 'fields', name], value })),
  tests: [{ kind: 'exists' }],
});

export const leaveOutWrite = (account: string, { enrollment, leftOut }: Of<'leaveOut'>): ItemWrite => ({
  kind: 'update',
  key: enrollmentKey(account, enrollment),
  set: [{ path: ['leftOut'], value: leftOut }],
  tests: [isActive],
});

export const movedWrite = (account: string, { enrollment, at }: Of<'moved'>): ItemWrite => ({
  kind: 'update',
  key: enrollmentKey(account, enrollment),
  set: [{ path: ['movedAt'], value: at }],
  tests: [{ kind: 'exists' }],
});

/** Moves the row, and records the journey on the account. */
export const retireWrites = (account: string, { enrollment }: Of<'retire'>): ItemWrite[] => {
  const { id, journey } = enrollment;
  return [
    { kind: 'delete', key: enrollmentKey(account, id), tests: [{ kind: 'exists' }] },
    { kind: 'put', key: endedKey(account, id), item: packed(enrollment) },
    { kind: 'update', key: retiredKey(account), add: [{ attribute: 'journeys', members: [journey] }] },
  ];
};

export const notRetiredCheck = (account: string, { enrollment }: Of<'enroll'>): ItemWrite => ({
  kind: 'check',
  key: endedKey(account, enrollment.id),
  tests: [{ kind: 'isNew' }],
});

export const stillActiveCheck = (account: string, { enrollment }: Of<'stillActive'>): ItemWrite => ({
  kind: 'check',
  key: enrollmentKey(account, enrollment),
  tests: [isActive],
});

export const enrollmentFromItem = (item: StoredItem): Enrollment => {
  const { tok, untilAt, wait, anchorAt, endedAs, ...fields } = content<StoredEnrollment>(item);
  const flags = Object.entries(fields).filter(([name]) => name.startsWith('seen_'));
  for (const [name] of flags) delete fields[name];
  const seen = Object.fromEntries(flags.map(([name, at]) => [name.slice('seen_'.length), String(at)]));
  if (!tok || !untilAt || !wait || !anchorAt) return { ...fields, seen };
  // The compiler wrote this JSON into the state.
  const parkedIn = JSON.parse(wait) as Pick<ParkedWait, 'step' | 'wake' | 'listens'>;
  return { ...fields, seen, wait: { ...parkedIn, resumeToken: tok, until: untilAt, anchoredAt: anchorAt } };
};

type StoredEnrollment = Omit<Enrollment, 'seen' | 'wait'> &
  Partial<Record<(typeof parkedAttributes)[number] | 'endedAs', string>> &
  Record<string, unknown>;

const parked = ({ resumeToken, until, anchoredAt, ...wait }: ParkedWait) => ({
  tok: resumeToken,
  untilAt: until,
  wait: JSON.stringify(wait),
  anchorAt: anchoredAt,
});

/**
 * Indexes an active enrollment by its journey. An item of its own, because the enrollment's row is written at every
 * wait and step, and the index would be written each time.
 */
export const activeWrite = ({ id, account, journey }: Enrollment): ItemWrite => ({
  kind: 'put',
  key: activeKey(account, id),
  item: activeIndex(journey, account, id),
});

export const noLongerActiveWrite = (account: string, enrollment: string): ItemWrite => ({
  kind: 'delete',
  key: activeKey(account, enrollment),
});
