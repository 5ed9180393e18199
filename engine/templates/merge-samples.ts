type Sample = Readonly<Record<string, unknown>>;

/** A template's own variables over those that all share; `account`, `contact`, `sender` and `links` name by name. */
export const mergeSamples = (shared: Sample, own: Sample): Sample => ({
  ...shared,
  ...Object.fromEntries(
    Object.entries(own).map(([name, value]) => [
      name,
      isObject(value) && isObject(shared[name]) ? { ...shared[name], ...value } : value,
    ]),
  ),
});

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
