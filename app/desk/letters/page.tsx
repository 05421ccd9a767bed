import type { Metadata } from 'next';
import { LETTER } from '#components/letters/letter-words.ts';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { letterKinds } from '#db/schema/vocabulary.ts';
import { page } from '#lib/auth/reader.ts';
import { COUNTED, type LetterCounts, letterCounts } from '#lib/letters/letter-counts.ts';
import { lettersPage } from '#lib/letters/letters-list.ts';
import { asked, type SearchParams } from '../../asked.ts';
import { Room } from '../../room.tsx';
import { askedLetters, PARTS, type Part } from './asked-letters.ts';
import { LettersTable } from './letters-table.tsx';
import { Way } from './way.tsx';

export const metadata: Metadata = { title: 'Letters' };

const OWN = '/desk/letters';

export default async function DeskLettersPage({ searchParams }: { searchParams: SearchParams }) {
  const words = await asked(searchParams, ['list', 'kind', 'subscriber', 'change', 'reference', 'after', 'second']);
  const { part, typed, filters, errors } = askedLetters(words);
  const lists = PARTS[part].lists;
  const cursors = [words.after, words.second];
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const counts = await letterCounts(reader);
    const pages = [];
    for (const [index, list] of lists.entries())
      pages.push({ list, ...(await lettersPage(reader, list, filters, cursors[index])) });
    return { counts, pages };
  });
  const { counts, pages } = data;
  const narrowed = Object.keys(typed).length > 0;
  const at = (more: Record<string, string>) => {
    const query = new URLSearchParams({ ...(part !== 'all' && { list: part }), ...typed, ...more }).toString();
    return query ? `${OWN}?${query}` : OWN;
  };
  const here = at({});
  return (
    <Room actor={actor} installation={installation} current={OWN}>
      <PageHeader
        title="Letters"
        lede="Every letter that is owed, what it says, and how far it is known to have come."
      />
      <Way way={counts.way} demo={installation.demo} zone={installation.zone} />
      <LinkTabs
        label="Letters by what became of them"
        current={part}
        tabs={(Object.keys(PARTS) as Part[]).map((each) => ({
          key: each,
          label: PARTS[each].label,
          href: `${OWN}?${new URLSearchParams({ list: each, ...typed })}`,
          ...(!narrowed && { count: countOf(each, counts) }),
        }))}
      />
      <FilterBar label="Filter the letters" clear={narrowed ? `${OWN}?list=${part}` : undefined}>
        <input type="hidden" name="list" value={part} />
        <SelectField
          label="Kind"
          name="kind"
          placeholder="All kinds"
          defaultValue={filters.kind ?? ''}
          error={errors.kind}
          options={letterKinds.map((kind) => ({ value: kind, label: LETTER[kind] }))}
        />
        <TextField
          label="Subscriber"
          name="subscriber"
          type="search"
          maxLength={200}
          defaultValue={typed.subscriber}
          error={errors.subscriber}
        />
        <SelectField
          label="Change"
          name="change"
          placeholder="All changes"
          defaultValue={filters.changeId ?? ''}
          error={errors.change}
          options={counts.changes.map(({ id, title, version }) => ({
            value: id,
            label: `Version ${version}: ${title}`,
          }))}
        />
        <TextField
          label="Reference"
          name="reference"
          type="search"
          maxLength={40}
          defaultValue={typed.reference}
          error={errors.reference}
        />
      </FilterBar>
      {pages.map(({ list, rows, next }, index) => {
        const name = index === 0 ? 'after' : 'second';
        const beside = index === 0 ? words.second : words.after;
        const kept: Record<string, string> = beside ? { [index === 0 ? 'second' : 'after']: beside } : {};
        return (
          <LettersTable
            key={list}
            list={list}
            rows={rows}
            titled={pages.length > 1}
            narrowed={narrowed}
            first={cursors[index] ? at(kept) : null}
            next={next && at({ ...kept, [name]: next })}
            all={here === OWN ? null : OWN}
            zone={installation.zone}
          />
        );
      })}
    </Room>
  );
}

function countOf(part: Part, counts: LetterCounts): string | undefined {
  const { toWrite, toSend, bounced, notWritten, notSent, lapsed } = counts;
  switch (part) {
    case 'waiting':
      return capped(toWrite + toSend);
    case 'bounced':
      return capped(bounced);
    case 'failed':
      return capped(notWritten + notSent);
    case 'lapsed':
      return capped(lapsed);
    default:
      return undefined;
  }
}

const capped = (count: number) => (count > COUNTED ? '1,000+' : String(count));
