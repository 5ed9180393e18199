/**
 * The value as the store keeps it: frozen through and through, and without fields that are undefined, as if it had been
 * written and read as JSON. What is frozen already is kept as it is, so a value made from one that was read shares its parts.
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
