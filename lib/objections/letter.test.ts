import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { groundCategories } from '#db/schema/vocabulary.ts';
import { canonical } from '#lib/evidence/canonical.ts';
import { letterHash } from './filing.ts';
import { type Filed, groundInWords, letter, letterValue, sizeInWords } from './letter.ts';

const filed: Filed = {
  channel: 'demur',
  subscriberId: '01a20ef9-0000-7000-8000-000000000001',
  noticeReference: 'DEM-2026-KSX5Y8',
  changeTitle: 'Meltemi Messaging joins the register',
  dpaReference: 'DPA 17/2026',
  objectionClause: 'clause 6.3',
  filerName: 'Marta Quintero',
  capacity: 'Data protection officer',
  actingAs: 'processor',
  onBehalfOf: 'the hospitals of the region',
  groundCategories: ['third_country_transfer', 'certification'],
  groundsText: 'The data would leave the Union.\n\nNo certificate is in force.',
  dataCategories: ['E-mail address'],
  serviceIds: ['01a20ef9-0000-7000-8000-000000000002'],
  requestedActions: ['Keep the data in the Union', 'Show the certificate'],
  files: [{ name: 'assessment.pdf', size: 1_400_000, sha256: 'ab'.repeat(32) }],
};
const names = {
  vendorName: 'Tramontana Learning, S.L.',
  subscriberName: 'Aurora Bank',
  subprocessorName: 'Meltemi Messaging',
  serviceNames: ['Notifications'],
};

describe('the hash of the letter', () => {
  test('stays what it was: whoever holds an old receipt can still check it', () => {
    expect(canonical(letterValue(filed))).toBe(
      '{"change":"Meltemi Messaging joins the register","channel":"demur","dataCategories":["E-mail address"],"dpa":{"clause":"clause 6.3","reference":"DPA 17/2026"},"filer":{"actingAs":"processor","capacity":"Data protection officer","declaresAuthority":true,"name":"Marta Quintero","onBehalfOf":"the hospitals of the region"},"files":[{"name":"assessment.pdf","sha256":"abababababababababababababababababababababababababababababababab","size":"1400000"}],"format":"demur.objection.1","grounds":{"categories":["third_country_transfer","certification"],"text":"The data would leave the Union.\\n\\nNo certificate is in force."},"notice":"DEM-2026-KSX5Y8","requestedActions":[{"number":"1","text":"Keep the data in the Union"},{"number":"2","text":"Show the certificate"}],"services":["01a20ef9-0000-7000-8000-000000000002"],"subscriber":"01a20ef9-0000-7000-8000-000000000001"}',
    );
    expect(letterHash(filed)).toEqual(
      createHash('sha256')
        .update(canonical(letterValue(filed)))
        .digest(),
    );
  });

  test('covers every field', () => {
    const other: { [field in keyof Filed]: Filed[field] } = {
      channel: 'email',
      subscriberId: '01a20ef9-0000-7000-8000-000000000009',
      noticeReference: 'DEM-2026-AAAAAA',
      changeTitle: 'Another',
      dpaReference: 'DPA 18/2026',
      objectionClause: 'clause 6.4',
      filerName: 'Jon Etxeberria',
      capacity: null,
      actingAs: 'controller',
      onBehalfOf: null,
      groundCategories: ['certification', 'third_country_transfer'],
      groundsText: 'Another text.',
      dataCategories: [],
      serviceIds: [],
      requestedActions: ['Show the certificate', 'Keep the data in the Union'],
      files: [{ name: 'assessment.pdf', size: 1_400_000, sha256: 'ac'.repeat(32) }],
    };
    for (const [field, value] of Object.entries(other))
      expect(letterHash({ ...filed, [field]: value }), field).not.toEqual(letterHash(filed));
  });
});

describe('the letter', () => {
  test('says what was filed, under which clause, to whom and by whom', () => {
    const shown = letter(filed, names);
    expect(shown).toMatchObject({
      to: 'Tramontana Learning, S.L.',
      from: 'Aurora Bank',
      subject: 'Objection to Meltemi Messaging joins the register (DEM-2026-KSX5Y8)',
    });
    expect(shown.opening).toContain(
      'Under clause 6.3 of the data processing agreement DPA 17/2026, Aurora Bank objects',
    );
    const lines = shown.parts.flatMap((part) => part.lines);
    expect(lines).toEqual(
      expect.arrayContaining([
        'Transfer to a third country',
        'The data would leave the Union.',
        'No certificate is in force.',
        'Keep the data in the Union',
        'E-mail address',
        'Notifications',
        'assessment.pdf (1.3 MB)',
        'Aurora Bank acts as processor for the hospitals of the region.',
        'The filer declares to be authorised to object on behalf of Aurora Bank.',
      ]),
    );
  });

  test('says so where nothing is asked for, limited or enclosed', () => {
    const bare = { ...filed, requestedActions: [], dataCategories: [], serviceIds: [], files: [], actingAs: null };
    const shown = letter(bare, { ...names, serviceNames: [] });
    expect(shown.parts.flatMap((part) => part.lines)).toEqual(
      expect.arrayContaining([
        'We request no particular action.',
        'Not limited to particular categories.',
        'Not limited to particular services.',
        'Nothing.',
      ]),
    );
  });

  test('has a name for every ground', () => {
    expect(Object.keys(groundInWords).sort()).toEqual([...groundCategories].sort());
  });
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1_023, '1,023 bytes'],
  [1_024, '1 kB'],
  [262_144, '256 kB'],
  [1_048_575, '1 MB'],
  [1_400_000, '1.3 MB'],
  [20_971_520, '20 MB'],
])('%i bytes are said as %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
