/** Gives work a time in which it must be done; `signal` tells it that the time is over. */
export async function within<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), milliseconds);
  try {
    return await work(control.signal);
  } finally {
    clearTimeout(timer);
  }
}
