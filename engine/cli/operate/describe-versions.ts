import { table } from '../../playback/report/table.ts';
import type { VersionsNow } from '../../versions/use-cases/versions-now.ts';
import { isCompared } from '../../versions/version-share.ts';

/** The versions as text. @param activeIn number of active enrollments in a version */
export const describeVersions = (
  journey: string,
  { newest, said, versions }: VersionsNow,
  activeIn: (version: string) => number,
): string[] => [
  summary(journey, newest, said),
  ...table([
    [
      'version',
      'accounts begin in it',
      'in it now',
      'compared',
      'failed',
      'had touches held',
      'complaints',
      'unsubscribed',
    ],
    ...versions.map(({ version, share, compared: { began, failed, held, complained, unsubscribed } }) => [
      version,
      `${share} %`,
      ...[activeIn(version), began, failed, held, complained, unsubscribed].map(String),
    ]),
  ])
    .trimEnd()
    .split('\n'),
];

const summary = (journey: string, newest: string, said: VersionsNow['said']): string => {
  const because = said.why === undefined ? '' : `: ${said.why}`;
  if (isCompared(said))
    return `${said.share} % of the accounts that enter ${journey} begin in ${newest}, the others in ${said.rest}${because}.`;
  return `All accounts that enter ${journey} begin in ${said.share === 0 ? said.rest : newest}${because}.`;
};
