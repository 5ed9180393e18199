/** An identifier as readable text: `atRisk` → `At risk`, `payment-recovery` → `Payment recovery`. */
export const asTitle = (name: string): string => {
  const text = name
    .replaceAll(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .replaceAll(/[-_]+/g, ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
};
