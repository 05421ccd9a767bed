import { once } from 'node:events';
import net from 'node:net';

/** What a program asks its database for, as it passes by. */
export interface Counting {
  /** The database's address, by way of this. */
  url: string;
  /**
   * What was ended since the last asking: the statements of each transaction, and each that stands alone. What went out
   * in one message is taken apart. What is still open is told when it has ended.
   */
  transactions(): string[][];
  close(): Promise<void>;
}

/**
 * Stands between a program and PostgreSQL, and notes each statement on its way: the text of each simple query and of
 * each parsed one (PostgreSQL's protocol, version 3: a type, a length, a body). It passes on every byte as it came.
 */
export async function countingBefore(databaseUrl: string): Promise<Counting> {
  const { hostname, port } = new URL(databaseUrl);
  let ended: string[][] = [];
  const server = net.createServer((client) => {
    const database = net.connect(Number(port), hostname);
    let open: string[] | undefined;
    const note = (statement: string) => {
      if (/^BEGIN/.test(statement)) open = [];
      if (open) open.push(statement);
      else ended.push([statement]);
      if (!open || !/^(COMMIT|ROLLBACK)/.test(statement)) return;
      ended.push(open);
      open = undefined;
    };
    client.on('data', reader(note));
    client.pipe(database).pipe(client);
    for (const socket of [client, database])
      socket.on('error', () => {
        client.destroy();
        database.destroy();
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(databaseUrl);
  if (address && typeof address === 'object') url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    transactions() {
      const since = ended;
      ended = [];
      return since;
    },
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** Takes the messages of one connection apart; the first has no type. */
function reader(note: (statement: string) => void): (chunk: Buffer) => void {
  let waiting: Buffer = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const typed = started ? 1 : 0;
      if (waiting.length < typed + 4) return;
      const length = waiting.readInt32BE(typed);
      if (waiting.length < typed + length) return;
      const type = started ? String.fromCharCode(waiting[0] ?? 0) : '';
      const body = waiting.subarray(typed + 4, typed + length);
      if (type === 'Q')
        for (const statement of body.toString().split(/;\s*/))
          if (/\w/.test(statement)) note(statement.replaceAll('\0', ''));
      if (type === 'P') note(body.subarray(body.indexOf(0) + 1).toString());
      waiting = waiting.subarray(typed + length);
      started = true;
    }
  };
}
