const key = 'daymark-modal';

/** One modal per visit: true for the first caller. If the page can't use storage, only the server limits modals. */
export const mayInterrupt = (): boolean => {
  try {
    if (sessionStorage.getItem(key)) return false;
    sessionStorage.setItem(key, '1');
  } catch {}
  return true;
};
