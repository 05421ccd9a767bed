import { expect, test } from '#e2e/stage.ts';
import { changesInEveryState, noticesInEveryState, objectionsInEveryState } from '#e2e/states.ts';

/** What somebody who looks for a gap puts where an id, a word or a place in a list is expected. */
const NONSENSE = [
  ...['-1', '99999999999999999999', 'constructor', "' OR 1=1 --", '%00', '2026-02-30', 'a'.repeat(3000)],
  Buffer.from('{"at":"x","id":"y","asOf":"z"}').toString('base64url'),
];

test('an address that means nothing is answered in words, and never by a fault', async ({ world, pool, signedIn }) => {
  const [notice] = await noticesInEveryState(pool);
  const [objection] = await objectionsInEveryState(pool);
  const [change] = await changesInEveryState(pool);
  if (!notice || !objection || !change) throw new Error('the demo world has them');
  const rooms = new Map<string, string[]>([
    [
      notice.userId,
      [
        ...['/changes/{}', '/changes/{}/objection', '/changes/{}/question', '/changes/concern/{}', '/objections/{}'],
        ...['/objections/{}/retract', '/objections/{}/case-file.json', '/files/{}', '/changes?open={}&rest={}', '/{}'],
        ...[
          '/changes?published={}',
          '/objections?after={}',
          '/sign-in?next={}',
          `/changes/${notice.noticeId}/objection?file={}`,
        ],
      ],
    ],
    [
      world.adminId,
      [
        ...[
          '/desk/objections/{}',
          '/desk/objections/{}/propose',
          '/desk/objections?status={}&change={}&ground={}&after={}',
        ],
        ...['/desk/objections/record?notice={}', '/desk/objections/record?reference={}', '/desk/changes/{}'],
        ...[
          '/desk/changes?after={}&drafts={}',
          '/desk/changes/new?draft={}&change={}&ask={}',
          '/desk/changes/new/progress?draft={}',
          '/desk/changes/new?kind={}&of={}&replaces={}',
        ],
        ...['/desk/changes/new?kind=replacement&replaces={}', `/desk/changes/${change.changeId}?outcome={}&after={}`],
        ...[
          `/desk/changes/${change.changeId}/extend?notice={}`,
          '/desk/changes/{}/withdraw',
          '/desk/subscribers/{}',
          '/desk/subscribers?name={}&after={}',
        ],
        ...[`/desk/objections/${objection.reference}?done={}&after={}`],
      ],
    ],
    [
      world.legalId,
      [
        ...[
          '/cases/{}',
          '/cases/{}/dossier.pdf',
          '/cases?q={}',
          '/cases?subscriber={}&change={}&outcome={}',
          '/log?below={}',
        ],
        ...['/cases?from={}&to={}', '/cases?after={}', '/register/{}', '/register?on={}', '/register/versions/{}'],
      ],
    ],
  ]);
  for (const [userId, addresses] of rooms) {
    const { request } = await signedIn(userId, '/sign-in');
    for (const address of addresses)
      for (const nonsense of NONSENSE) {
        const path = address.replaceAll('{}', nonsense.startsWith('%') ? nonsense : encodeURIComponent(nonsense));
        const answer = await request.get(path, { maxRedirects: 0 });
        expect.soft(answer.status(), path).toBeLessThan(500);
        expect.soft(answer.headers()['content-security-policy'], path).toBeTruthy();
      }
  }
});

test('an address that is no text is refused', async ({ request }) => {
  for (const path of ['/%E0%A4%A', '/changes/%FF', '/cases/%E0%A4%A/dossier.pdf', '/%']) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(400);
    expect(await answer.text()).toContain('can’t be read');
  }
});
