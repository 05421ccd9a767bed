import nodemailer, { type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import type { Carried, Carrier, Dispatch, Sender } from './carrier.ts';

/** Milliseconds that a server has to be connected to, to greet, and to say or take anything. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000, dnsTimeout: 10_000 };
/** Connections to the relay, and the letters that one carries before another is opened. */
const CONNECTIONS = 16;
const LETTERS_A_CONNECTION = 500;

/**
 * The mail relay of an address such as `smtp://user:password@relay.example:587`. Its connections open with the first
 * dispatch and stay until it rests.
 */
export function smtpCarrier(url: string): Carrier {
  let transporter: Transporter<SMTPPool.SentMessageInfo> | undefined;
  const host = new URL(url).hostname;
  return {
    word: 'smtp',
    host,
    atOnce: CONNECTIONS,
    async carry(dispatch, sender, stop) {
      transporter ??= nodemailer.createTransport({
        url,
        pool: true,
        maxConnections: CONNECTIONS,
        maxMessages: LETTERS_A_CONNECTION,
        // a letter goes over another connection only where not a byte of it was sent
        maxRequeues: 1,
        disableFileAccess: true,
        disableUrlAccess: true,
        ...PATIENCE,
      });
      try {
        const { response } = await transporter.sendMail({ ...mailOf(dispatch, sender), signal: stop });
        return { is: 'handed', ...said(host, response) };
      } catch (error) {
        return carriedNot(error as MailError, host);
      }
    },
    rest() {
      transporter?.close();
      transporter = undefined;
    },
  };
}

function mailOf({ to, enclosures, unsubscribe, ...dispatch }: Dispatch, sender: Sender): SMTPPool.MailOptions {
  return {
    messageId: dispatch.messageId,
    from: { name: inOneLine(sender.name), address: sender.address },
    replyTo: sender.replyTo,
    to: { name: inOneLine(to.name ?? ''), address: to.address },
    subject: inOneLine(dispatch.subject),
    text: dispatch.text,
    html: dispatch.html,
    attachments: enclosures.map(({ name, mediaType, content }) => ({
      filename: inOneLine(name),
      contentType: mediaType,
      content,
    })),
    xMailer: false,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': dispatch.language,
      ...(unsubscribe && {
        'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}

/** A name or a subject is one line: a break in it could begin a header of its own. */
const inOneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** What nodemailer throws. */
interface MailError extends Error {
  code?: string;
  originalCode?: string;
  /** Which patience ended. */
  timeoutType?: string;
  /** What the server was asked, or `CONN`. */
  command?: string;
  responseCode?: number;
  response?: string;
}

function carriedNot(error: MailError, host: string): Carried {
  const { code = '', command = '', responseCode, response } = error;
  const answer = response
    ? said(host, response)
    : { host, code: null, answer: inOneLine(error.message).slice(0, 500).toWellFormed() };
  if (responseCode === undefined) {
    // an address that no envelope holds
    if (code === 'EENVELOPE') return { is: 'refused', ...answer };
    return { is: neverMet(error) ? 'unreachable' : 'not_now', ...answer };
  }
  // refused at the door, by login or as a sender: that is not this letter's
  if (/^(CONN|AUTH|EHLO|HELO|STARTTLS)/.test(command)) return { is: 'unreachable', ...answer };
  if (command === 'MAIL FROM' && responseCode >= 500 && responseCode !== 552) return { is: 'unreachable', ...answer };
  return { is: responseCode >= 500 ? 'refused' : 'not_now', ...answer };
}

const NO_SERVER = ['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'EPROXY', 'ECONFIG', 'EREQUIRETLS'];
const NO_CONNECTION = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];
const NO_GREETING = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'];

/** Whether no server took part: none was found, none answered, or it closed before it greeted. */
function neverMet({ code = '', originalCode = '', timeoutType = '', message }: MailError): boolean {
  return (
    NO_SERVER.includes(code) ||
    NO_CONNECTION.includes(originalCode) ||
    NO_GREETING.includes(timeoutType) ||
    message.startsWith('Reached maximum number of retries')
  );
}

/** `250 2.0.0 Ok: queued as 4F2` as code and words. */
function said(host: string, response: string): { host: string; code: number | null; answer: string } {
  const [, code, words = response] = /^(\d{3})[ -]?([\s\S]*)$/.exec(response) ?? [];
  return {
    host,
    code: code === undefined ? null : Number(code),
    answer: inOneLine(words).slice(0, 500).toWellFormed(),
  };
}
