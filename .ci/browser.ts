import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

export interface Look {
  width: number;
  scheme?: 'light' | 'dark';
}

export interface BrowserPage {
  /** Shows a file as a reader with a screen of that width would see it. */
  open(file: string, look: Look): Promise<void>;
  /** The same for an address of the web; what the page says in its console from then on is in `heard`. */
  visit(url: string, look: Look): Promise<void>;
  /** What a function returns, or resolves to, when it runs in the page. It gets one argument of JSON. */
  evaluate<Result, Argument = undefined>(
    run: (argument: Argument) => Result,
    argument?: Argument,
  ): Promise<Awaited<Result>>;
  /** Asks again until the answer is true. */
  until<Argument = undefined>(run: (argument: Argument) => unknown, argument?: Argument): Promise<void>;
  /** A key of the keyboard, pressed and released. */
  press(key: 'Tab' | 'Escape' | 'Enter' | 'ArrowRight' | 'ArrowLeft', options?: { shift?: boolean }): Promise<void>;
  /** Messages and uncaught errors of the pages visited. */
  heard: string[];
  /** PNG of the whole page, or of what the window shows of it. */
  screenshot(options?: { windowOnly?: boolean }): Promise<Buffer>;
}

/** Debian's Chromium, headless, spoken to over the DevTools protocol. */
export const startBrowser = async (): Promise<{ page: BrowserPage; stop(): Promise<void> }> => {
  const profile = mkdtempSync(join(tmpdir(), 'daymark-chromium-'));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'];
  const child = spawn('chromium', [...flags, '--remote-debugging-port=0', `--user-data-dir=${profile}`], {
    stdio: 'ignore',
  });
  const stop = async (): Promise<void> => {
    const ended = child.exitCode ?? once(child, 'exit');
    child.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  const port = await debuggingPort(join(profile, 'DevToolsActivePort'));
  const opened = await fetch(`http://127.0.0.1:${port}/json/new?about:blank`, { method: 'PUT' });
  const { webSocketDebuggerUrl } = (await opened.json()) as { webSocketDebuggerUrl: string };
  return { page: pageOf(await connect(webSocketDebuggerUrl)), stop };
};

const debuggingPort = async (file: string): Promise<string> => {
  for (let tries = 0; tries < 300; tries += 1) {
    const [port] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (port) return port;
    await sleep(100);
  }
  throw new Error('Chromium did not start within 30 seconds.');
};

interface Connection {
  send<Result>(method: string, params?: object): Promise<Result>;
  next(event: string): Promise<void>;
  heard: string[];
}

interface Answer {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

const connect = async (url: string): Promise<Connection> => {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const answered = new Map<number, (answer: Answer) => void>();
  const happened = new Map<string, () => void>();
  const heard: string[] = [];
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) answered.get(answer.id)?.(answer);
    if (answer.method !== undefined) happened.get(answer.method)?.();
    if (/^Runtime\.(consoleAPICalled|exceptionThrown)$/.test(answer.method ?? ''))
      heard.push(JSON.stringify(answer.params));
  };
  let last = 0;
  return {
    send: async <Result>(method: string, params: object = {}) => {
      const id = ++last;
      const { error, result } = await new Promise<Answer>(resolve => {
        answered.set(id, resolve);
        socket.send(JSON.stringify({ id, method, params }));
      });
      if (error) throw new Error(`${method}: ${error.message}`);
      return result as Result;
    },
    next: event => new Promise(resolve => happened.set(event, resolve)),
    heard,
  };
};

const pageOf = ({ send, next, heard }: Connection): BrowserPage => {
  const visit: BrowserPage['visit'] = async (url, { width, scheme = 'light' }) => {
    await send('Page.enable');
    await send('Runtime.enable');
    await send('Emulation.setDeviceMetricsOverride', { width, height: 844, deviceScaleFactor: 1, mobile: width < 600 });
    await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
    const loaded = next('Page.loadEventFired');
    await send('Page.navigate', { url });
    await loaded;
  };
  const evaluate = async <Result, Argument>(
    run: (argument: Argument) => Result,
    argument?: Argument,
  ): Promise<Awaited<Result>> => {
    const { result, exceptionDetails } = await send<{
      result: { value: Awaited<Result> };
      exceptionDetails?: { exception?: { description?: string } };
    }>('Runtime.evaluate', {
      expression: `(${run})(${JSON.stringify(argument)})`,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'It threw in the page.');
    return result.value;
  };
  return {
    heard,
    open: (file, look) => visit(pathToFileURL(file).href, look),
    visit,
    evaluate,
    until: async (run, argument) => {
      for (let tries = 0; tries < 1_200; tries += 1) {
        if (await evaluate(run, argument)) return;
        await sleep(50);
      }
      throw new Error(`It did not come true within a minute: ${run}`);
    },
    press: async (key, { shift = false } = {}) => {
      const codes = { Tab: 9, Escape: 27, Enter: 13, ArrowRight: 39, ArrowLeft: 37 };
      const event = { key, code: key, windowsVirtualKeyCode: codes[key], modifiers: shift ? 8 : 0 };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...(key === 'Enter' && { text: '\r' }) });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    screenshot: async ({ windowOnly = false } = {}) => {
      const { data } = await send<{ data: string }>('Page.captureScreenshot', {
        captureBeyondViewport: !windowOnly,
        optimizeForSpeed: true,
      });
      return Buffer.from(data, 'base64');
    },
  };
};
