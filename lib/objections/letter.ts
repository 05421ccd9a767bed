import type { ActingAs, Channel, GroundCategory } from '#db/schema/vocabulary.ts';

/**
 * What of an objection its hash covers: only what can never change afterwards, so that anyone who holds the rows
 * can derive the same value again. Names that somebody may later correct stand in it as ids.
 */
export interface Filed {
  /** How it came. Whoever wrote by e-mail or post made no declaration in Demur. */
  channel: Channel;
  subscriberId: string;
  noticeReference: string;
  changeTitle: string;
  dpaReference: string;
  objectionClause: string;
  filerName: string;
  capacity: string | null;
  actingAs: ActingAs | null;
  onBehalfOf: string | null;
  groundCategories: readonly GroundCategory[];
  groundsText: string;
  dataCategories: readonly string[];
  serviceIds: readonly string[];
  /** As first filed, in order; those of a supplement are not among them. */
  requestedActions: readonly string[];
  /** In order; `sha256` in hex. */
  files: readonly { name: string; size: number; sha256: string }[];
}

/** Its canonical JSON (RFC 8785, UTF-8) is what `text_sha256` is the SHA-256 of. Numbers are strings. */
export function letterValue(filed: Filed) {
  return {
    format: 'demur.objection.1',
    channel: filed.channel,
    subscriber: filed.subscriberId,
    notice: filed.noticeReference,
    change: filed.changeTitle,
    dpa: { reference: filed.dpaReference, clause: filed.objectionClause },
    filer: {
      name: filed.filerName,
      capacity: filed.capacity,
      actingAs: filed.actingAs,
      onBehalfOf: filed.onBehalfOf,
      declaresAuthority: filed.channel === 'demur',
    },
    grounds: { categories: [...filed.groundCategories], text: filed.groundsText },
    dataCategories: [...filed.dataCategories],
    services: [...filed.serviceIds],
    requestedActions: filed.requestedActions.map((text, index) => ({ number: `${index + 1}`, text })),
    files: filed.files.map(({ name, size, sha256 }) => ({ name, size: `${size}`, sha256 })),
  };
}

/** The names that the letter is shown with. */
export interface LetterNames {
  vendorName: string;
  subscriberName: string;
  subprocessorName: string;
  /** Of the services concerned, in the order of their ids. */
  serviceNames: readonly string[];
}

/** A part of the letter; `field` is the form's, for the link that changes it. */
export interface LetterPart {
  field:
    | 'groundCategories'
    | 'groundsText'
    | 'requestedActions'
    | 'dataCategories'
    | 'serviceIds'
    | 'files'
    | 'filerName';
  heading: string;
  /** Paragraphs; where `list` is set, items of a list. */
  lines: string[];
  list?: 'numbered' | 'bulleted';
}

export interface Letter {
  to: string;
  from: string;
  subject: string;
  opening: string;
  parts: LetterPart[];
  signature: string[];
}

/** What the letter says of itself, in the language of whoever reads it. What the filer wrote stands as written. */
export interface LetterWords {
  grounds: Record<GroundCategory, string>;
  headings: Record<LetterPart['field'] | 'writer', string>;
  noAction: string;
  anyData: string;
  anyService: string;
  nothingEnclosed: string;
  subject(filed: Filed): string;
  opening(filed: Filed, names: LetterNames): string;
  /** "for Aurora Bank" */
  on(subscriberName: string): string;
  actsAs(filed: Filed & { actingAs: ActingAs }, subscriberName: string): string;
  cameAs: Record<Channel, (names: LetterNames) => string>;
  size(bytes: number): string;
}

/** The objection as the letter that it is, before and after filing. */
export function letter(filed: Filed, names: LetterNames, words: LetterWords = english): Letter {
  const { headings } = words;
  const parts: LetterPart[] = [
    {
      field: 'groundCategories',
      heading: headings.groundCategories,
      lines: filed.groundCategories.map((category) => words.grounds[category]),
      list: 'bulleted',
    },
    { field: 'groundsText', heading: headings.groundsText, lines: paragraphs(filed.groundsText) },
    {
      field: 'requestedActions',
      heading: headings.requestedActions,
      ...listed(filed.requestedActions, 'numbered', words.noAction),
    },
    {
      field: 'dataCategories',
      heading: headings.dataCategories,
      ...listed(filed.dataCategories, 'bulleted', words.anyData),
    },
    { field: 'serviceIds', heading: headings.serviceIds, ...listed(names.serviceNames, 'bulleted', words.anyService) },
    {
      field: 'files',
      heading: headings.files,
      ...listed(
        filed.files.map(({ name, size }) => `${name} (${words.size(size)})`),
        'bulleted',
        words.nothingEnclosed,
      ),
    },
    {
      field: 'filerName',
      heading: filed.channel === 'demur' ? headings.filerName : headings.writer,
      lines: [
        [filed.filerName, filed.capacity].filter(Boolean).join(', '),
        ...(filed.actingAs ? [words.actsAs({ ...filed, actingAs: filed.actingAs }, names.subscriberName)] : []),
        words.cameAs[filed.channel](names),
      ],
    },
  ];
  return {
    to: names.vendorName,
    from: names.subscriberName,
    subject: words.subject(filed),
    opening: words.opening(filed, names),
    parts,
    signature: [filed.filerName, ...(filed.capacity ? [filed.capacity] : []), words.on(names.subscriberName)],
  };
}

function listed(
  items: readonly string[],
  list: NonNullable<LetterPart['list']>,
  none: string,
): Pick<LetterPart, 'lines' | 'list'> {
  return items.length > 0 ? { lines: [...items], list } : { lines: [none] };
}

const paragraphs = (text: string) => text.split(/\n{2,}/);

/** "1.3 MB"; a kB has 1,024 bytes and a MB 1,024 kB, as the limit of 20 MB has. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_024) return `${bytes.toLocaleString('en-GB')} byte${bytes === 1 ? '' : 's'}`;
  const kilobytes = bytes / 1_024;
  if (Math.round(kilobytes) < 1_024) return `${Math.round(kilobytes)} kB`;
  return `${(kilobytes / 1_024).toFixed(1).replace('.0', '')} MB`;
}

export const groundInWords: Record<GroundCategory, string> = {
  third_country_transfer: 'Transfer to a third country',
  transfer_mechanism: 'The transfer mechanism',
  government_access: 'Access by public authorities',
  data_residency: 'Data residency',
  security_measures: 'Security measures',
  certification: 'Missing or expired certification',
  breach_history: 'History of breaches',
  retention_deletion: 'Retention and deletion',
  special_category_data: 'Special categories of data',
  childrens_data: 'Children’s data',
  sector_regulation: 'Rules of our sector',
  customer_contract: 'Contracts with our own customers',
  ai_training: 'Use of data to train AI',
  competitor_conflict: 'A competitor or conflict of interest',
  concentration_risk: 'Concentration risk',
  chain_opacity: 'An opaque chain of sub-processors',
  insufficient_information: 'Not enough information to judge',
  other: 'Another ground',
};

const english: LetterWords = {
  grounds: groundInWords,
  headings: {
    groundCategories: 'Grounds',
    groundsText: 'Description of the grounds',
    requestedActions: 'What we ask you to do',
    dataCategories: 'Data concerned',
    serviceIds: 'Services concerned',
    files: 'Enclosed',
    filerName: 'Filed by',
    writer: 'Written by',
  },
  noAction: 'We request no particular action.',
  anyData: 'Not limited to particular categories.',
  anyService: 'Not limited to particular services.',
  nothingEnclosed: 'Nothing.',
  subject: ({ changeTitle, noticeReference }) => `Objection to ${changeTitle} (${noticeReference})`,
  opening: ({ objectionClause, dpaReference }, { subscriberName, subprocessorName }) =>
    `Under ${objectionClause} of the data processing agreement ${dpaReference}, ${subscriberName} objects to this change, which concerns ${subprocessorName}, for the reasons below.`,
  on: (subscriberName) => `for ${subscriberName}`,
  actsAs({ actingAs, onBehalfOf }, subscriberName) {
    const others = onBehalfOf ? ` for ${onBehalfOf}` : actingAs === 'processor' ? ' for others' : '';
    return `${subscriberName} acts as ${actingAs}${others}.`;
  },
  cameAs: {
    demur: ({ subscriberName }) => `The filer declares to be authorised to object on behalf of ${subscriberName}.`,
    email: ({ vendorName }) => `Received by e-mail, and recorded here by ${vendorName}.`,
    post: ({ vendorName }) => `Received by post, and recorded here by ${vendorName}.`,
  },
  size: sizeInWords,
};
