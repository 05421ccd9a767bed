import { expect, test } from 'vitest';
import { toldBy } from './report.ts';

const about = (action: string) =>
  `From: MAILER-DAEMON@mx.reader.example
Message-ID: <the-report@mx.reader.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Your letter Message-ID: <not-this@one.example> did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.vendor.example

Final-Recipient: rfc822; jon@reader.example
Action: ${action}
Status: 5.1.1
Remote-MTA: dns; mx.reader.example
Diagnostic-Code: smtp; 550 5.1.1 Nobody
 here of this name

--b
Content-Type: text/rfc822-headers

From: privacy@vendor.example
Message-ID:
 <01a2104b-230d-7bc0-a3b3-c4212093e069@demur.example>

--b--
`.replaceAll('\n', '\r\n');

test('a delivery status notification says which letter came back, from where, and why', () => {
  expect(toldBy(about('failed'))).toEqual({
    messageId: '<01a2104b-230d-7bc0-a3b3-c4212093e069@demur.example>',
    event: 'bounced',
    host: 'mx.reader.example',
    code: 550,
    detail: '5.1.1 550 5.1.1 Nobody here of this name',
  });
  expect(toldBy(about('delivered'))).toMatchObject({ event: 'accepted' });
  expect(toldBy(about('relayed'))).toBeUndefined();
  expect(toldBy(about('delayed'))).toBeUndefined();
  expect(toldBy('Subject: Out of office\r\n\r\nBack on Monday')).toBeUndefined();
});
