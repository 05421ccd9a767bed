import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { ConfinedResponse } from './confined-response.ts';

async function answerOf(
  listener: RequestListener,
  asked: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: string }> {
  const server = createServer({ ServerResponse: ConfinedResponse }, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    const at = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
    const answer = await fetch(at, { headers: asked });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  } finally {
    server.close();
  }
}

const page = { 'content-type': 'text/html; charset=utf-8' };

test.each<[string, RequestListener]>([
  ['at once', (_, response) => response.end('words')],
  ['with a head', (_, response) => response.writeHead(200, page).end('words')],
  ['in pieces', (_, response) => void response.write('wor', () => response.end('ds'))],
])('an answer without a policy gets the strictest, %s', async (_, listener) => {
  const { headers, body } = await answerOf(listener);
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(body).toBe('words');
});

test('a policy of its own stands', async () => {
  const { headers } = await answerOf((_, response) => {
    response.setHeader('Content-Security-Policy', "default-src 'self'");
    response.end();
  });
  expect(headers.get('content-security-policy')).toBe("default-src 'self'");
});

const fail = (response: Parameters<RequestListener>[1]) => {
  response.statusCode = 500;
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  return response;
};

test.each<[string, RequestListener]>([
  ['at once', (_, response) => fail(response).setHeader('Content-Length', 6).end('<html>')],
  [
    'in pieces',
    (_, response) => {
      fail(response).write('<ht');
      response.end('ml>');
    },
  ],
  [
    'packed, its head first',
    (_, response) => void fail(response).setHeader('Content-Encoding', 'gzip').writeHead(500).end('x'),
  ],
])('a page that could not be made goes out in words, %s', async (_, listener) => {
  const { headers, body } = await answerOf(listener);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(body).toMatch(/^This page could not be made/);
});

test('a page that the reader has by its tag is not sent again', async () => {
  const kept: RequestListener = (_, response) => {
    response.setHeader('ETag', 'W/"one"').setHeader('Content-Type', 'text/html').setHeader('Content-Length', 4);
    response.end('page');
  };
  const asked = async (tag?: string) => {
    const { status, headers, body } = await answerOf(kept, tag === undefined ? {} : { 'if-none-match': tag });
    return { status, body, tag: headers.get('etag'), policy: headers.has('content-security-policy') };
  };
  const sent = { status: 200, body: 'page', tag: 'W/"one"', policy: true };
  expect(await asked()).toEqual(sent);
  expect(await asked('W/"another"')).toEqual(sent);
  for (const tag of ['W/"one"', '"one"', '"another", W/"one"', '*'])
    expect(await asked(tag)).toEqual({ ...sent, status: 304, body: '' });
});

test('what is no page bears no tag of one', async () => {
  const { headers } = await answerOf((_, response) => {
    response.setHeader('ETag', 'W/"one"').setHeader('Content-Type', 'text/x-component').end('data');
  });
  expect(headers.has('etag')).toBe(false);
});
