import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What a mail server does with a letter: takes it, answers a code at RCPT or after DATA, says nothing, or breaks off. */
export type Behaviour = 'take' | { at: 'rcpt' | 'data'; code: number } | 'hang' | 'cut' | (() => Promise<void>);

export interface Arrived {
  to: string;
  messageId: string;
  mail: ParsedMail;
}

export interface MailServer {
  port: number;
  /** `smtp://…`, with little patience, for tests. */
  url: string;
  /** What it answered 250 to, in this order. */
  arrived: Arrived[];
  close(): Promise<void>;
}

/**
 * npm's SMTP server on a port of its own, which treats each recipient as it is told.
 * @param behave for this address, the how many-th try of it
 */
export async function mailServer(
  behave: (address: string, tried: number) => Behaviour = () => 'take',
  port = 0,
): Promise<MailServer> {
  const tried = new Map<string, number>();
  const arrived: Arrived[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    closeTimeout: 100,
    onRcptTo({ address }, _session, callback) {
      tried.set(address, (tried.get(address) ?? 0) + 1);
      const behaviour = behave(address, tried.get(address) ?? 1);
      if (typeof behaviour === 'object' && behaviour.at === 'rcpt') return callback(answer(behaviour.code));
      callback();
    },
    async onData(stream, session, callback) {
      const mail = await simpleParser(stream);
      const to = session.envelope.rcptTo[0]?.address ?? '';
      const behaviour = behave(to, tried.get(to) ?? 1);
      if (behaviour === 'hang') return;
      if (behaviour === 'cut') {
        for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy();
        return;
      }
      if (typeof behaviour === 'object') return callback(answer(behaviour.code));
      if (typeof behaviour === 'function') await behaviour();
      arrived.push({ to, messageId: mail.messageId ?? '', mail });
      callback();
    },
  });
  // a client that is killed resets its connection: that is part of the game
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const listening = (server.server.address() as AddressInfo).port;
  return {
    port: listening,
    url: `smtp://127.0.0.1:${listening}?socketTimeout=700`,
    arrived,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((closed) => server.close(closed));
    },
  };
}

function answer(code: number): Error {
  return Object.assign(new Error(code < 500 ? '4.2.0 Come back later' : '5.1.1 Nobody here'), { responseCode: code });
}
