import process from 'node:process';
import { SMTPServer } from 'smtp-server';

/** A mail relay that takes everything and keeps nothing, in a process of its own: it tells its port, and how many letters it took when asked. */
let taken = 0;
const server = new SMTPServer({
  authOptional: true,
  hideSTARTTLS: true,
  logger: false,
  onData(stream, _session, callback) {
    stream.resume();
    stream.on('end', () => {
      taken += 1;
      callback();
    });
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.server.address() as { port: number }).port }));
process.on('message', () => process.send?.({ taken }));
process.on('disconnect', () => process.exit());
