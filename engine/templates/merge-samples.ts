type Sample = Readonly<Record<string, unknown>>;

/** A template's own sample over the shared one; `account`, `contact`, `sender` and `links` are merged by field. */
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
