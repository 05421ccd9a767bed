import { csvText } from '#lib/csv/write-csv.ts';
import { partyColumnNames, partyExample } from '#lib/parties/party-rows.ts';

/** The columns of a list of subscribers, with an invented one. It says the same to everybody. */
export function GET(): Response {
  return new Response(csvText({ columns: partyColumnNames }, partyExample), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="subscribers-template.csv"',
    },
  });
}
