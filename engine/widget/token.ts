export type GetToken = () => string | Promise<string>;

/** The application's own session identifies the user: its cookies go to its own origin only. */
export const tokenFrom =
  (url: string): GetToken =>
  async () =>
    ((await (await fetch(url)).json()) as { token: string }).token;
