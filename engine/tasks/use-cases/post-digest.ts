import type { Csm } from '../../definition/team.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { PostRefused, PostUnanswered, PostUnavailable } from '../../ports/poster.ts';
import type { Digest } from '../digest.ts';
import { slackDigest, slackDigestOf } from '../slack-digest.ts';
import { taskLink } from '../task-link.ts';

type PostPorts = PortsWith<'claims' | 'slack' | 'taskMessages'>;

/**
 * The Monday digest in Slack, to the CSM alone, beside its mail: where an app shows tasks there. Slack drops no message that comes twice,
 * so what may be there is not posted again. `again`: Slack asked to come later.
 */
export const postDigest = async (
  csm: Csm,
  monday: CalendarDate,
  digest: Digest,
  ports: PostPorts,
): Promise<'done' | 'again'> => {
  const { claims, clock, settings, slack } = ports;
  if (!slack || settings.taskSinks.slack === undefined) return 'done';
  const claim = { kind: 'digest', csm: `slack ${csm.id}`, monday } as const;
  if ((await claims.claim(claim, { now: clock.now() })) !== 'claimed') return 'done';
  try {
    const member = await slack.memberWith(csm.email);
    if (member !== undefined) await postTo(member, digest, { ...ports, slack });
    await claims.settle(claim, member === undefined ? 'rejected' : 'told');
  } catch (error) {
    if (error instanceof PostUnavailable) {
      await claims.release(claim);
      return 'again';
    }
    if (error instanceof PostRefused) await claims.settle(claim, 'rejected');
    else if (!(error instanceof PostUnanswered)) throw error;
  }
  return 'done';
};

const postTo = async (
  member: string,
  digest: Digest,
  { build, clock, settings, slack, taskMessages }: PostPorts & { slack: NonNullable<PostPorts['slack']> },
): Promise<void> => {
  const { shown, ...kept } = slackDigestOf(digest);
  const message = slackDigest(kept, shown, await build.team(), task => taskLink(task, settings.taskUrl));
  const place = await slack.post(message, member);
  for (const task of shown) await taskMessages.keep(task, { ...place, digest: kept }, clock.now());
};
