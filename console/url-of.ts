/** Parameters of path and query; `undefined` ones are left out. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** `/v1/accounts/acme?tab=story`, its query in order of names. */
export const urlOf = (path: string, parameters: Parameters = {}): string => {
  const left = new Map(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ''));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(left.get(name) ?? '');
    left.delete(name);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams([...left].map(([name, value]): [string, string] => [name, String(value)]).sort());
  return `${filled}${query.size > 0 ? `?${query}` : ''}`;
};
