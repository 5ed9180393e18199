import type { ConsentRecord } from '../account/consent.ts';
import type { Delivery } from '../account/delivery.ts';
import type { TimelineLine } from '../account/timeline.ts';
import { interval95 } from '../numbers/wilson.ts';

/** Outcomes of the latest enrollments of one version. */
export interface VersionFigures {
  began: number;
  /** Ended with an error. */
  failed: number;
  /** Had a touch that was held. */
  held: number;
  /** A contact complained about one of its mails (`complained`), or unsubscribed by a link in one (`unsubscribed`). */
  complained: number;
  unsubscribed: number;
}

/** The recorded outcome of one enrollment. */
export interface EnrollmentStory {
  /** In order. */
  lines: readonly TimelineLine[];
  deliveries: readonly Pick<Delivery, 'id' | 'facts'>[];
  /** Feedback of the account's contacts on mail. */
  consents: readonly Pick<ConsentRecord, 'evidence' | 'source' | 'status'>[];
}

/** The reason why no more enrollments may begin in the newest version. */
export interface CanaryReason {
  because: Fault;
  newest: VersionFigures;
  rest: VersionFigures;
}

const faults = ['failed', 'held', 'complained', 'unsubscribed'] as const;
type Fault = (typeof faults)[number];

/** Smaller numbers have alarms of their own. */
const leastAffected = 3;
/** If fewer began in the other version, its share is computed as if this many had, the missing ones without a fault. */
const leastBegan = 20;

/**
 * Whether the newest version does worse than the one it is compared with: only if the 95 % intervals of both shares do
 * not overlap, so that chance does not explain it. `undefined` if not.
 */
export const judgeCanary = (newest: VersionFigures, rest: VersionFigures): CanaryReason | undefined => {
  const because = faults.find(fault => {
    if (newest[fault] < leastAffected) return false;
    const [low] = interval95(newest[fault], newest.began);
    const [, high] = interval95(rest[fault], Math.max(rest.began, leastBegan));
    return low > high;
  });
  return because && { because, newest, rest };
};

/** The reason as a sentence for operators. */
export const describeCanary = ({ because, newest, rest }: CanaryReason): string => {
  const fault = faultsInWords[because];
  return `${newest[because]} of ${newest.began} ${fault}, and ${rest[because]} of ${rest.began} in the version before`;
};

const faultsInWords: Readonly<Record<Fault, string>> = {
  failed: 'failed',
  held: 'had touches held',
  complained: 'brought a complaint',
  unsubscribed: 'were unsubscribed from',
};

export const figuresOfStories = (stories: readonly EnrollmentStory[]): VersionFigures => {
  const count = (has: (story: EnrollmentStory) => boolean) => stories.filter(has).length;
  const hasLine = (is: (entry: TimelineLine['entry']) => boolean) =>
    count(({ lines }) => lines.some(({ entry }) => is(entry)));
  return {
    began: stories.length,
    failed: hasLine(({ type }) => type === 'failed'),
    held: hasLine(entry => entry.type === 'touch' && entry.outcome === 'held'),
    complained: count(({ deliveries }) => deliveries.some(({ facts }) => facts.complained !== undefined)),
    unsubscribed: count(({ deliveries, consents }) => {
      const own = new Set(deliveries.map(({ id }) => id));
      return consents.some(
        ({ evidence, source, status }) => source === 'link' && status === 'out' && own.has(evidence),
      );
    }),
  };
};
