import type { Report, ReportDetails, WidgetPrompt } from './prompt.ts';
import type { GetToken } from './token.ts';

export interface ClientOptions {
  /** Address of the prompts. Default: `/v1/prompts`, a path of your own that leads to Daymark. */
  src?: string | undefined;
  placement?: string | undefined;
  limit?: number | undefined;
  /** A token of the signed-in user, from your backend. */
  getToken: GetToken;
  /** Called with the prompts to show, whenever they may have changed. */
  onChange(prompts: readonly WidgetPrompt[]): void;
}

/** Headless client for prompts: fetches and reports, and never throws. */
export interface PromptsClient {
  /** Polls now. It also polls on start, on focus, on route changes, and at the server's interval. */
  refresh(): void;
  /** Reports a user's action. `seen`, and clicks in banners and checklists, keep the prompt. */
  report(prompt: WidgetPrompt, type: Report['type'], more?: ReportDetails): void;
  stop(): void;
}

interface List {
  prompts: WidgetPrompt[];
  pollAfterSeconds: number;
}

type Timer = ReturnType<typeof setTimeout>;

export const createPromptsClient = (options: ClientOptions): PromptsClient => {
  const { src = '/v1/prompts', placement, limit, getToken, onChange } = options;
  const over = new AbortController();
  const { signal } = over;
  const closed = new Set<string>();
  let token = '';
  let prompts: readonly WidgetPrompt[] = [];
  let reports: Report[] = [];
  let etag = '';
  let pollAfterSeconds = 120;
  let failures = 0;
  let turn = 0;
  let poll: Timer;
  let flush: Timer;

  const show = (next: readonly WidgetPrompt[]): void => {
    prompts = next.filter(({ id }) => !closed.has(id));
    onChange(prompts);
  };

  /** Sends a request, with a new token if the current one has expired. @throws any error of `fetch` or `getToken`, and answers above 400 */
  const send = async (url: string, init: RequestInit, isFirst = true): Promise<Response> => {
    token ||= await getToken();
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const response = await fetch(url, { ...init, headers, credentials: 'omit', cache: 'no-store' });
    if (response.status === 401) {
      token = '';
      if (isFirst) return send(url, init, false);
    }
    // What is refused as unreadable (400) would be refused again, and reports would hold up all later ones.
    if (response.status > 400) throw response;
    return response;
  };

  const ask = async (): Promise<void> => {
    if (isHidden()) return;
    turn += 1;
    const mine = turn;
    let pause = 30 * 2 ** Math.min(failures, 7);
    try {
      const query = new URLSearchParams({ path: path() });
      if (placement) query.set('placement', placement);
      if (limit) query.set('limit', `${limit}`);
      const response = await send(`${src}?${query}`, { signal, headers: { 'if-none-match': etag } });
      const list = response.status === 200 && ((await response.json()) as List);
      // Ignore an answer if a later request was made, for example after a route change.
      if (mine !== turn) return;
      if (list) {
        etag = response.headers.get('etag') ?? '';
        pollAfterSeconds = list.pollAfterSeconds;
        show(list.prompts);
      }
      failures = 0;
      pause = pollAfterSeconds;
    } catch {
      failures += 1;
    }
    // Jitter, so that pages opened at the same time don't keep polling together.
    if (mine === turn) wait(pause * (900 + Math.random() * 200));
  };

  const wait = (milliseconds: number): void => {
    clearTimeout(poll);
    if (!signal.aborted) poll = setTimeout(ask, milliseconds);
  };

  const bodyWith = (more: object): string => JSON.stringify({ ...more, events: reports.slice(0, 50) });

  const deliver = async (tries: number): Promise<void> => {
    if (reports.length === 0) return;
    const sent = reports.slice(0, 50);
    try {
      const headers = { 'content-type': 'application/json' };
      await send(`${src}/events`, { method: 'POST', headers, body: bodyWith({}), keepalive: true });
      reports = reports.filter(each => !sent.includes(each));
    } catch {
      if (tries < 5) flush = setTimeout(deliver, 5_000 * 2 ** tries, tries + 1);
    }
  };

  /** Sends pending reports when the page is left. Duplicates are harmless, because each report has an id. */
  const leave = (): void => {
    if (reports.length === 0 || !token) return;
    const body = new Blob([bodyWith({ token })], { type: 'text/plain' });
    if (navigator.sendBeacon(`${src}/events`, body)) reports = [];
  };

  const refresh = (): void => wait(50);
  const on = (target: EventTarget | undefined, name: string, run: () => void): void =>
    target?.addEventListener(name, run, { signal });
  on(document, 'visibilitychange', () => (isHidden() ? leave : refresh)());
  on(window, 'pagehide', leave);
  on(window, 'popstate', refresh);
  on((window as { navigation?: EventTarget }).navigation, 'currententrychange', refresh);
  refresh();

  return {
    refresh,
    report: (prompt, type, more) => {
      const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
      reports.push({ id, promptId: prompt.id, type, ...more, at: new Date().toISOString(), path: path() });
      clearTimeout(flush);
      flush = setTimeout(deliver, 400, 0);
      if (type === 'seen' || (type === 'clicked' && /banner|checklist/.test(prompt.kind))) return;
      closed.add(prompt.id);
      show(prompts);
    },
    stop: () => {
      over.abort();
      clearTimeout(poll);
    },
  };
};

const isHidden = (): boolean => document.visibilityState === 'hidden';

const path = (): string => location.pathname.slice(0, 512);
