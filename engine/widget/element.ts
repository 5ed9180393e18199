import { createPromptsClient, type PromptsClient } from './client.ts';
import { placeBeside } from './place.ts';
import { placeOf } from './place-of.ts';
import type { WidgetAction, WidgetPrompt } from './prompt.ts';
import { upAndOut } from './scored.ts';
import styles from './styles.css';
import { type GetToken, tokenFrom } from './token.ts';
import { viewOf } from './view.ts';
import { mayInterrupt } from './visit.ts';

/**
 * `<daymark-prompts placement="home" token-url="/daymark-token">` shows a user's prompts where it stands (banners), in the
 * corner (cards, checklists, surveys), beside what they point at (tooltips), or above all (modals).
 *
 * Attributes: `placement`, `src`, `token-url`, `link-hosts`, `limit`, `theme` (light or dark; else the system's),
 * `close-label`, `thanks-label`. Property: `getToken`, in the place of `token-url`. Fires `daymark-action` when something
 * is chosen; `preventDefault()` keeps the browser from following the link. Shows nothing when anything is wrong.
 */
export class DaymarkPrompts extends HTMLElement {
  static readonly observedAttributes = ['placement', 'src', 'limit', 'token-url'];

  #client: PromptsClient | undefined;
  #getToken: GetToken | undefined;
  #views = new Map<string, { view: HTMLElement; prompt: WidgetPrompt }>();
  #told = new Set<string>();
  #live = document.createElement('div');
  #over = new AbortController();

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    // Not a <style>, which a page's content security policy may forbid.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    this.#live.setAttribute('aria-live', 'polite');
    root.append(this.#live);
  }

  set getToken(getToken: GetToken | undefined) {
    this.#getToken = getToken;
    this.#start();
  }

  get getToken(): GetToken | undefined {
    return this.#getToken;
  }

  connectedCallback(): void {
    this.#over = new AbortController();
    for (const name of ['scroll', 'resize'])
      addEventListener(name, () => this.#place(), { capture: true, passive: true, signal: this.#over.signal });
    // A property set before the element was defined hides the setter.
    const { getToken } = this;
    Reflect.deleteProperty(this, 'getToken');
    this.getToken = getToken;
  }

  disconnectedCallback(): void {
    this.#over.abort();
    this.#stop();
  }

  attributeChangedCallback(): void {
    this.#start();
  }

  /** Polls for prompts now; also happens on route changes, on focus, and at an interval. */
  refresh(): void {
    this.#client?.refresh();
  }

  #start(): void {
    const given = (name: string): string | undefined => this.getAttribute(name) ?? undefined;
    const tokenUrl = given('token-url');
    const getToken = this.#getToken ?? (tokenUrl ? tokenFrom(tokenUrl) : undefined);
    this.#stop();
    if (!this.isConnected || !getToken) return;
    this.#client = createPromptsClient({
      src: given('src'),
      placement: given('placement'),
      limit: Number(given('limit')) || undefined,
      getToken,
      onChange: prompts => this.#show(prompts),
    });
  }

  #stop(): void {
    this.#client?.stop();
    this.#client = undefined;
    this.#show([]);
  }

  #show(prompts: readonly WidgetPrompt[]): void {
    const wanted = new Set(this.#chosen(prompts).map(({ id }) => id));
    for (const [id, { view }] of this.#views) if (!wanted.has(id)) this.#remove(id, view);
    for (const prompt of prompts) {
      if (!wanted.has(prompt.id) || this.#views.has(prompt.id)) continue;
      try {
        this.#add(prompt);
      } catch {
        // Skip prompts that this browser can't show.
      }
    }
  }

  /** One prompt per place, and all in the flow of the page. */
  #chosen(prompts: readonly WidgetPrompt[]): WidgetPrompt[] {
    const taken = new Set<string>();
    return prompts.filter(prompt => {
      const place = placeOf(prompt.kind);
      if (taken.has(place) || (place === 'beside' && !anchorOf(prompt))) return false;
      if (place === 'above' && !this.#views.has(prompt.id) && !mayInterrupt()) return false;
      if (place !== 'flow') taken.add(place);
      return true;
    });
  }

  #add(prompt: WidgetPrompt): void {
    const client = this.#client;
    const view = viewOf(prompt, {
      hosts: this.getAttribute('link-hosts')?.split(/\s+/) ?? [],
      words: {
        close: this.getAttribute('close-label') ?? 'Close',
        thanks: this.getAttribute('thanks-label') ?? 'Thank you!',
      },
      report: (type, more) => client?.report(prompt, type, more),
      chosen: action => this.#tell(prompt, action),
    });
    this.#views.set(prompt.id, { view, prompt });
    const place = placeOf(prompt.kind);
    (place === 'above' ? this.shadowRoot : this.#live)?.append(view);
    if (place === 'above') (view as HTMLDialogElement).showModal();
    if (place === 'beside') view.showPopover();
    this.#place();
    // A modal reports each time it opens, which restarts the pause until the next one.
    if (this.#told.has(prompt.id) || (prompt.seenAt && place !== 'above')) return;
    this.#told.add(prompt.id);
    client?.report(prompt, 'seen');
  }

  #remove(id: string, view: HTMLElement): void {
    this.#views.delete(id);
    const remove = (): void => {
      // Returns the focus.
      (view as Partial<HTMLDialogElement>).close?.();
      view.remove();
    };
    if (view.classList.contains('lingers')) setTimeout(remove, 2_000);
    else remove();
  }

  #place(): void {
    for (const { view, prompt } of this.#views.values()) {
      const anchor = anchorOf(prompt);
      if (anchor) placeBeside(view, anchor);
    }
  }

  #tell(prompt: WidgetPrompt, action: WidgetAction): boolean {
    const detail = { prompt: prompt.key, id: prompt.id, action: action.id };
    return this.dispatchEvent(new CustomEvent('daymark-action', { detail, ...upAndOut }));
  }
}

const anchorOf = ({ anchor }: WidgetPrompt): Element | null => {
  try {
    return anchor ? document.querySelector(anchor) : null;
  } catch {
    return null;
  }
};
