export type GetToken = () => string | Promise<string>;

/** Fetches the token from the application, whose session cookies identify the user and go to its own origin only. */
export const tokenFrom =
  (url: string): GetToken =>
  async () =>
    ((await (await fetch(url)).json()) as { token: string }).token;
