import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { ConfinedResponse } from './confined-response.ts';

async function answerOf(listener: RequestListener): Promise<{ headers: Headers; body: string }> {
  const server = createServer({ ServerResponse: ConfinedResponse }, listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    const answer = await fetch(`http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`);
    return { headers: answer.headers, body: await answer.text() };
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
