import type { Contact } from '../../engine/account/account.ts';
import type { Change } from '../../engine/account/change.ts';
import type { PromptFacts } from '../../engine/account/prompt-reader.ts';
import type { Task } from '../../engine/account/task.ts';
import { accountPartition, startOfUsage } from '../../engine/adapters/aws/table/keys.ts';
import type { Policy } from '../../engine/definition/policy.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import { withSend } from '../../engine/sending/frequency-cap.ts';
import { aDelivery, aPrompt, aTask } from '../../test/conformance/records.ts';
import { anActiveEnrollment, aPolicy, said, somebody, someProfile } from '../../test/support/touch.ts';

/** Ten times the bounds of docs/growth.md. */
export const tenfold = {
  enrollments: 1_200,
  tasks: 1_200,
  seats: 100_000,
  prompts: 1_000,
  sends: 1_000,
  invoices: 200,
};

/** What every decision about an account reads, and what its pages do, at ten times the bounds. */
export const largeRows = (account: string, now: Instant, promptContent: string): Change[] => [
  { kind: 'profile', profile: { ...someProfile({ name: 'Acme', seats: 500 }, { account }), billing: invoicesOf(now) } },
  { kind: 'evaluation', evaluation: { account, signals: {}, revision: 1 } },
  { kind: 'contact', contact: muchMailed(now) },
  { kind: 'claim', delivery: aDelivery(account, 'survey-1', { contact: 'ada', state: 'accepted' }) },
  ...Array.from({ length: tenfold.enrollments }, (_, n): Change[] => [
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, id: `onboarding-${n}`, key: `p${n}` }) },
    { kind: 'task', task: taskOf(account, n, now) },
  ]).flat(),
  ...Array.from({ length: tenfold.prompts }, (_, n): Change => {
    const own = { enrollment: `onboarding-${n}`, template: promptContent, createdAt: now };
    return { kind: 'prompt', prompt: aPrompt(account, promptId(n), own) };
  }),
  { kind: 'promptReader', reader: keenReader(now) },
];

export const promptId = (n: number): string => `prompt-${String(n).padStart(4, '0')}-of-the-length-of-a-real-id`;

/** 100,000, of whom 1,200 are admins, each mailed an hour ago. */
export const manyContacts = function* (now: Instant): Generator<Change> {
  for (let n = 0; n < 100_000; n++) {
    const isAdmin = n < 1_200;
    const attributes = { email: `c${n}@acme-${n}.example`, role: isAdmin ? 'admin' : 'member', emailVerified: true };
    const recentSends = [{ delivery: `delivery-${n}`, class: 'transactional' as const, at: plusSeconds(now, -3_600) }];
    const contact = somebody(`c${String(n).padStart(6, '0')}`, {}, { recentSends });
    yield { kind: 'contact', contact: { ...contact, attributes: { ...contact.attributes, ...said(attributes) } } };
  }
};

/** Every other one waits for the owner's digest. */
export const taskOf = (account: string, n: number, now: Instant): Task =>
  aTask(account, `risk.low-adoption.${account}-${n}`, {
    ...{
      enrollment: `onboarding-${n}`,
      owner: 'maya',
      openedAt: now,
      acknowledgeBy: now,
      dueAt: now,
      change: 'opened',
    },
    ...(n % 2 === 0 && { inDigest: true as const }),
  });

const invoicesOf = (at: Instant) => ({
  invoices: Object.fromEntries(
    Array.from({ length: tenfold.invoices }, (_, n) => [
      `in_${n}_of_the_length_of_a_real_id`,
      { state: 'failing' as const, amount: 1_999, decline: 'soft' as const, at },
    ]),
  ),
  declines: [],
});

const muchMailed = (now: Instant): Contact => {
  const policy: Policy = aPolicy();
  let contact = somebody('ada');
  for (let n = 0; n < tenfold.sends; n++)
    contact = withSend(
      contact,
      { delivery: `delivery-${String(n).padStart(23, '0')}`, class: 'transactional', at: now },
      policy,
      now,
    );
  return { ...contact, revision: 1 };
};

/** Saw, clicked, dismissed and answered every prompt. */
const keenReader = (at: Instant) => {
  const facts: PromptFacts = { seenAt: at, clicked: { primary: at }, dismissedAt: at, completedAt: at };
  return {
    ...{ contact: 'bob', away: {}, reports: [], revision: 1 },
    facts: Object.fromEntries(Array.from({ length: tenfold.prompts }, (_, n) => [promptId(n), facts])),
  };
};

/** Marks of 500 users over the four weeks before `until`, 3,000 to an item, as a heavily used account has. */
export const markItems = (account: string, count: number, until: Instant): object[] => {
  const perItem = 3_000;
  return Array.from({ length: Math.ceil(count / perItem) }, (_, item) => {
    const day = plusSeconds(until, -(1 + (item % 28)) * 86_400);
    const marks = Array.from({ length: perItem }, (_, n) => {
      const at = `${day.slice(0, 10)}T${String(n % 24).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:11.${String(n % 1000).padStart(3, '0')}Z`;
      return `${at}|Task Completed|user-${(item * 7 + n) % 500}|segment:message-${item}-${n}-of-some-length`;
    });
    return {
      pk: accountPartition(account),
      sk: `${startOfUsage(day)}#${item}`,
      marks: new Set(marks),
      expiresAt: 4_000_000_000,
    };
  });
};
