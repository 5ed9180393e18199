/** A call of the HTTP API, and when it is made. */
export interface OnboardingCall {
  at: string;
  path: string;
  body: Record<string, unknown>;
}

/**
 * Two accounts: `birch` completes onboarding and uses the features it is told about; `cedar` is deleted on day 10. In order of
 * time.
 */
export const onboardings: OnboardingCall[] = [];

const calls = (account: string, start: string) => {
  const context = { groupId: account };
  let count = 0;
  const call = (type: string, userId: string, at: string, fields: object): void => {
    const body = { type, messageId: `${account}-${++count}`, userId, context, timestamp: at, ...fields };
    onboardings.push({ at, path: `/v1/${type}`, body });
  };
  const after = (days: number, seconds = 0) =>
    `${new Date(Date.parse(start) + days * 86_400_000 + seconds * 1000).toISOString().slice(0, 19)}Z`;
  const track = (userId: string, event: string, at: string) => call('track', userId, at, { event });

  call('group', 'ada', after(0), {
    groupId: account,
    traits: {
      name: `The ${account} company`,
      plan: 'team',
      touchModel: 'low',
      timezone: 'America/New_York',
      seats: 10,
    },
  });
  call('identify', 'ada', after(0, 1), {
    traits: { email: `ada@${account}.example`, name: 'Ada Reyes', role: 'admin', emailVerified: true },
  });
  call('identify', 'bo', after(0, 2), {
    traits: { email: `bo@${account}.example`, name: 'Bo Lind', role: 'member', emailVerified: true },
  });
  track('ada', 'Account Created', after(0, 3));
  return { track, after };
};

const birch = calls('birch', '2026-03-02T15:00:00Z');
birch.track('ada', 'Project Created', birch.after(5));
for (let task = 1; task <= 12; task += 1) birch.track('bo', 'Task Completed', birch.after(8, task * 60));
const cedar = calls('cedar', '2026-03-03T16:30:00Z');
cedar.track('ada', 'Account Deleted', cedar.after(10));

onboardings.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
