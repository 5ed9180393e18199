// Segment's server library: identify, group and track calls as in its documentation, one of them invalid.
import { Analytics } from '@segment/analytics-node';

const [host] = process.argv.slice(2);
const analytics = new Analytics({ writeKey: 'local', host, maxEventsInBatch: 7, maxRetries: 0 });
const errors = [];
analytics.on('error', error => errors.push(String(error.reason?.message ?? error.reason ?? error.code)));
const delivered = [];
for (const kind of ['track', 'identify', 'group', 'page', 'alias']) analytics.on(kind, () => delivered.push(kind));

const userId = 'seg-ada';
analytics.track({ anonymousId: 'seg-visitor', event: 'Signed In' });
analytics.identify({ userId, traits: { email: 'ada@seg.example', name: 'Ada Reyes', role: 'admin' } });
analytics.group({ userId, groupId: 'seg', traits: { name: 'Seg', touchModel: 'low', plan: 'pro' } });
analytics.track({ userId, event: 'payment.failed', messageId: 'seg-bad' });
analytics.track({ userId, event: 'Account Created' });
analytics.page({ userId, name: 'Home' });
analytics.alias({ userId, previousId: 'seg-visitor' });
await analytics.closeAndFlush({ timeout: 10_000 });
console.log(JSON.stringify({ errors, delivered }));
