import { createServer, type IncomingMessage } from 'node:http';
import { buildWidget } from '../engine/build/build-widget.ts';

export interface InAppServer {
  url: string;
  /** What `GET /v1/prompts` answers from now on; `down` cuts the connection. */
  answer: { prompts: object[] } | { status: number } | 'down' | 'nonsense';
  /** Queries of the polls, and the reports, in the order they came. */
  polls: { query: URLSearchParams; token: string | undefined; ifNoneMatch: string | undefined }[];
  reports: {
    id: string;
    type: string;
    promptId: string;
    actionId?: string;
    score?: number;
    topic?: string;
    comment?: string;
    beacon: boolean;
  }[];
  tokens: number;
  stop(): Promise<void>;
}

/** An application with the widget on its page, and prompts as a test wants them. */
export const startInAppServer = async (): Promise<InAppServer> => {
  const [widget, surveyWords] = await Promise.all([buildWidget(), buildWidget('daymark-survey-words.js')]);
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://app');
    if (pathname === '/widget.js') response.setHeader('content-type', 'text/javascript').end(widget);
    else if (pathname === '/survey-words.js') response.setHeader('content-type', 'text/javascript').end(surveyWords);
    else if (pathname === '/token') {
      app.tokens += 1;
      response.end(JSON.stringify({ token: `token-${app.tokens}` }));
    } else if (pathname === '/v1/prompts/events') {
      const { events } = JSON.parse(await bodyOf(request));
      const beacon = request.headers['content-type']?.startsWith('text/plain') ?? false;
      // As Daymark does: a report that comes again counts once.
      for (const each of events)
        if (!app.reports.some(({ id }) => id === each.id)) app.reports.push({ ...each, beacon });
      response.writeHead(202).end('{}');
    } else if (pathname === '/v1/prompts') {
      const { authorization, 'if-none-match': ifNoneMatch } = request.headers;
      app.polls.push({ query: searchParams, token: authorization, ifNoneMatch: ifNoneMatch || undefined });
      if (app.answer === 'down') request.socket.destroy();
      else if (app.answer === 'nonsense') response.end('<html>');
      else if ('status' in app.answer) response.writeHead(app.answer.status).end();
      else {
        const body = JSON.stringify({ ...app.answer, pollAfterSeconds: 120 });
        const etag = `"${Buffer.from(body).toString('base64url').slice(-24)}"`;
        response.setHeader('etag', etag);
        if (ifNoneMatch === etag) response.writeHead(304).end();
        else response.end(body);
      }
    } else if (pathname === '/favicon.ico') response.writeHead(404).end();
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(page(searchParams));
  });
  const app: InAppServer = {
    url: '',
    answer: { prompts: [] },
    polls: [],
    reports: [],
    tokens: 0,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  app.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return app;
};

/** With a policy that forbids what a careful application forbids. */
const page = (query: URLSearchParams): string => `<!doctype html>
<html lang="en" dir="${query.get('dir') ?? 'ltr'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">
<script type="module" src="/widget.js"></script>
<script type="module" src="/survey-words.js"></script></head>
<body><daymark-prompts placement="home" token-url="/token" link-hosts="docs.example *.pay.example"></daymark-prompts>
<p>The application goes on <a id="before" href="#before">here</a>, <button id="reports">Reports</button> and on.</p></body></html>`;

const bodyOf = async (request: IncomingMessage): Promise<string> =>
  Buffer.concat(await Array.fromAsync(request)).toString();
