import process from 'node:process';

/**
 * Does one step and prints what it does and how long it took.
 * @param doing said at once, so that a step that hangs has a name
 * @param done said after it, about what came of it
 */
export async function step<T>(
  name: string,
  doing: string,
  work: () => Promise<T>,
  done?: (result: T) => string,
): Promise<T> {
  const started = performance.now();
  process.stdout.write(`  ${name.padEnd(12)} ${doing} …`);
  try {
    const result = await work();
    process.stdout.write(` ${done ? `${done(result)}, ` : ''}${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write(' not done\n');
    throw error;
  }
}
