/**
 * A copy for the store: deeply frozen and without undefined fields, like a value that went through JSON. Parts that are
 * frozen already are not copied, so values derived from stored ones share them.
 */
export const immutable = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(immutable)) as Value;
  const copy = { ...value } as Record<string, unknown>;
  for (const name in copy) {
    const field = copy[name];
    if (field === undefined) delete copy[name];
    else if (typeof field === 'object') copy[name] = immutable(field);
  }
  return Object.freeze(copy) as Value;
};
