// Segment's browser library, pointed at Daymark as in its README; `sent` resolves on delivery.
import { AnalyticsBrowser } from '@segment/analytics-next';

const query = new URLSearchParams(location.search);
const url = new URL(query.get('daymark'));
const batching = { strategy: 'batching', config: { size: 3, timeout: 100 } };
const [analytics] = await AnalyticsBrowser.load(
  { writeKey: 'local-browser', cdnSettings: { integrations: { 'Segment.io': { apiKey: 'local-browser' } } } },
  {
    integrations: {
      'Segment.io': {
        apiHost: `${url.host}/v1`,
        protocol: 'http',
        ...(query.has('batching') && { deliveryStrategy: batching }),
      },
    },
    disableClientPersistence: true,
  },
);
const token = query.get('token');
if (token)
  analytics.addSourceMiddleware(({ payload, next }) => {
    payload.obj.token = token;
    next(payload);
  });
window.analytics = analytics;
window.ready = true;
