import type { Csm } from '../../definition/team.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { PostRefused, PostUnanswered, PostUnavailable } from '../../ports/poster.ts';
import type { Digest } from '../digest.ts';
import { slackDigest, slackDigestOf } from '../slack-digest.ts';
import { taskLink } from '../task-link.ts';
import { staffOf } from './staff-of.ts';

type PostPorts = PortsWith<'claims' | 'slack' | 'taskMessages'>;
type PortsWithSlack = PostPorts & { slack: NonNullable<PostPorts['slack']> };

/**
 * Posts the Monday digest to the CSM in Slack, in addition to the mail, if Slack shows tasks. Slack does not drop
 * repeats, so a digest that may have been posted is not posted again. `again`: Slack is unavailable; retry later.
 */
export const postDigest = async (
  csm: Csm,
  monday: CalendarDate,
  digest: Digest,
  ports: PostPorts,
): Promise<'done' | 'again'> => {
  const { settings, slack } = ports;
  if (!slack || settings.taskSinks.slack === undefined) return 'done';
  try {
    // Looked up before the claim: after a crash here a retry can still post.
    const member = await slack.memberWith(csm.email);
    if (member !== undefined) await postOnce(csm, monday, member, digest, { ...ports, slack });
    return 'done';
  } catch (error) {
    if (error instanceof PostUnavailable) return 'again';
    throw error;
  }
};

/** @throws PostUnavailable */
const postOnce = async (
  csm: Csm,
  monday: CalendarDate,
  member: string,
  digest: Digest,
  ports: PortsWithSlack,
): Promise<void> => {
  const { claims, clock } = ports;
  const claim = { kind: 'digest', csm: `slack ${csm.id}`, monday } as const;
  if ((await claims.claim(claim, { now: clock.now() })) !== 'claimed') return;
  try {
    await postTo(member, digest, ports);
    await claims.settle(claim, 'told');
  } catch (error) {
    if (error instanceof PostUnavailable) await claims.release(claim);
    if (error instanceof PostRefused) await claims.settle(claim, 'rejected');
    else if (!(error instanceof PostUnanswered)) throw error;
  }
};

const postTo = async (
  member: string,
  digest: Digest,
  { build, clock, settings, slack, taskMessages }: PortsWithSlack,
): Promise<void> => {
  const { shown, ...kept } = slackDigestOf(digest);
  const message = slackDigest(kept, shown, await staffOf({ build }), task => taskLink(task, settings.taskUrl));
  const place = await slack.post(message, member);
  for (const task of shown) await taskMessages.keep(task, { ...place, digest: kept }, clock.now());
};
