const key = 'daymark-modal';

/** One modal per visit: true for the first one that asks. Where a page may not store anything, the server alone counts. */
export const mayInterrupt = (): boolean => {
  try {
    if (sessionStorage.getItem(key)) return false;
    sessionStorage.setItem(key, '1');
  } catch {}
  return true;
};
