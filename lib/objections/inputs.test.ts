import { describe, expect, test } from 'vitest';
import { draftInput, limits, type ObjectionFields, objectionInput, supplementInput } from './inputs.ts';

const id = '01a20efa-08ec-7bbb-939f-bfb2323e3e21';
const complete: ObjectionFields = {
  noticeId: id,
  idempotencyKey: id,
  groundCategories: ['certification'],
  groundsText: 'No certificate is in force.',
  filerName: 'Marta Quintero',
  declaration: true,
};
const firstProblem = (fields: Record<string, unknown>) => {
  const issue = objectionInput.safeParse({ ...complete, ...fields }).error?.issues[0];
  return issue && `${issue.path.join('.')}: ${issue.message}`;
};

describe('the objection form', () => {
  test('needs grounds, their description, a name and the declaration, and nothing else', () => {
    expect(objectionInput.parse(complete)).toEqual({
      ...complete,
      capacity: null,
      actingAs: null,
      onBehalfOf: null,
      dataCategories: [],
      serviceIds: [],
      requestedActions: [],
      fileIds: [],
    });
  });

  test.each([
    [{ groundCategories: [] }, 'groundCategories: Choose at least one ground.'],
    [{ groundCategories: ['bad_taste'] }, 'groundCategories.0: Choose the grounds from the list.'],
    [{ groundsText: ' \n ' }, 'groundsText: The description of your grounds is missing.'],
    [{ groundsText: undefined }, 'groundsText: The description of your grounds is missing.'],
    [{ filerName: '' }, 'filerName: Your name is missing.'],
    [
      { declaration: false },
      'declaration: Confirm that you are authorised to object, or save the draft for someone who is.',
    ],
    [
      { declaration: undefined },
      'declaration: Confirm that you are authorised to object, or save the draft for someone who is.',
    ],
    [
      { declaration: 'true' },
      'declaration: Confirm that you are authorised to object, or save the draft for someone who is.',
    ],
    [{ noticeId: '1 or 1=1' }, 'noticeId: This is not the id of a record.'],
    [{ idempotencyKey: '' }, 'idempotencyKey: This form can’t be sent twice: load the page again.'],
    [{ requestedActions: Array(21).fill('Again') }, 'requestedActions: An objection can request 20 actions at most.'],
    [
      { fileIds: Array.from({ length: 11 }, (_, n) => id.replace('e21', `e${n + 10}`)) },
      'fileIds: Attach 10 files at most.',
    ],
  ])('refuses %j', (fields, problem) => {
    expect(firstProblem(fields)).toBe(problem);
  });

  test('takes 20,000 characters of grounds and no more', () => {
    expect(firstProblem({ groundsText: 'é'.repeat(limits.groundsText) })).toBeUndefined();
    expect(firstProblem({ groundsText: 'é'.repeat(limits.groundsText + 1) })).toContain('shorten it by 1');
  });

  test('leaves out rows of actions that stayed empty, and names the row of one that is too long', () => {
    const rows = ['', 'Keep the data in the Union', '  ', 'Show the certificate'];
    expect(objectionInput.parse({ ...complete, requestedActions: rows }).requestedActions).toEqual([rows[1], rows[3]]);
    expect(firstProblem({ requestedActions: ['', 'x'.repeat(2_001)] })).toContain(
      'requestedActions.1: A requested action has',
    );
    expect(objectionInput.safeParse({ ...complete, requestedActions: Array(25).fill('') }).success).toBe(true);
  });

  test('counts each ground, category and file once, the grounds in the order of the list', () => {
    const twice = {
      groundCategories: ['other', 'certification', 'other'],
      fileIds: [id, id],
      dataCategories: ['A', ' A'],
    };
    expect(objectionInput.parse({ ...complete, ...twice })).toMatchObject({
      groundCategories: ['certification', 'other'],
      fileIds: [id],
      dataCategories: ['A'],
    });
  });
});

describe('a draft', () => {
  test('keeps what is typed as it is typed', () => {
    const content = { groundsText: '  half a sent', requestedActions: ['', 'x'], filerName: '' };
    expect(draftInput.parse({ noticeId: id, content }).content).toEqual(content);
  });

  test('is never refused for what it holds: what can’t be kept is left out or shown as such', () => {
    const { content } = draftInput.parse({
      noticeId: id,
      content: {
        groundsText: 'a\u0000b',
        groundCategories: ['certification', 'bad_taste'],
        actingAs: 7,
        serviceIds: 'x',
        declaration: true,
      },
    });
    expect(content).toEqual({ groundsText: 'a\ufffdb', groundCategories: ['certification'] });
  });
});

test('a supplement adds text or actions', () => {
  const about = { objectionId: id, idempotencyKey: id };
  expect(supplementInput.safeParse({ ...about, body: ' ', requestedActions: [''] }).error?.issues[0]?.message).toBe(
    'Write what you add, or request a further action.',
  );
  expect(supplementInput.safeParse({ ...about, body: 'More.' }).success).toBe(true);
  expect(supplementInput.safeParse({ ...about, requestedActions: ['Show it'] }).success).toBe(true);
});
