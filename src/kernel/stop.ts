// A terminal sends Ctrl+C to all its programs, and npm passes it on besides: that is one signal, not two.
const sameSignalMilliseconds = 1000;
const lookMilliseconds = 250;

/** Resolves at the first SIGTERM, SIGINT or SIGHUP; another one later ends the program at once. */
export function stopSignal(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = () => {
      if (first !== undefined && Date.now() - first > sameSignalMilliseconds) process.exit(1);
      first ??= Date.now();
      resolve();
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
    // npx puts a shell between itself and us, which ends at a signal and does not pass it on.
    if (env.npm_command !== 'exec') return;
    const shell = process.ppid;
    const look = setInterval(() => {
      if (process.ppid === shell) return;
      clearInterval(look);
      stop();
    }, lookMilliseconds).unref();
  });
}
