import { At } from '#components/ui/at.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { counted } from '#lib/changes/words.ts';
import type { KnownDelivery } from '#lib/letters/letter.ts';
import { DeliveryState, RecipientName } from './delivery-state.tsx';
import { LANGUAGE, serverSaid } from './letter-words.ts';

/** The deliveries of one letter, each with its grade, its tries and what servers said to them. */
export function DeliveriesTable({ deliveries, zone }: { deliveries: readonly KnownDelivery[]; zone: string }) {
  return (
    <DataTable
      caption="Deliveries of this letter, the first one first"
      rows={deliveries}
      rowKey={({ id }) => id}
      columns={[
        { key: 'to', header: 'To', names: true, cell: (delivery) => <RecipientName delivery={delivery} /> },
        {
          key: 'made',
          header: 'Since',
          cell: ({ createdAt, requestedBy, language }) => (
            <>
              <At instant={createdAt} zone={zone} />
              <span className="block text-ink-2 text-sm">
                {LANGUAGE[language]}
                {requestedBy ? `, sent again at the request of ${requestedBy}` : ''}
              </span>
            </>
          ),
        },
        {
          key: 'state',
          header: 'How far it is known to have come',
          cell: (delivery) => (
            <>
              <DeliveryState delivery={delivery} zone={zone} />
              <Known delivery={delivery} zone={zone} />
            </>
          ),
        },
      ]}
    />
  );
}

/** Every grade that was reached, every try, and the Message-ID. */
function Known({ delivery, zone }: { delivery: KnownDelivery; zone: string }) {
  const { handedAt, relayHost, relayCode, acceptedAt, acceptedHost, acceptedCode, tries, messageId } = delivery;
  return (
    <div className="mt-1.5">
      <Disclosure summary={tries.length > 0 ? `Details, ${counted(tries.length, 'try', 'tries')} before` : 'Details'}>
        <ul className="space-y-1.5 text-sm">
          {tries.map(({ triedAt, host, code, answer }) => (
            <li key={triedAt}>
              Tried <At instant={triedAt} zone={zone} />
              <span className="block break-words text-ink-2">{serverSaid(host, code, answer)}</span>
            </li>
          ))}
          {handedAt ? (
            <li>
              Handed over <At instant={handedAt} zone={zone} />
              <span className="block text-ink-2">{serverSaid(relayHost, relayCode, null)}</span>
            </li>
          ) : null}
          {acceptedAt ? (
            <li>
              Accepted <At instant={acceptedAt} zone={zone} />
              <span className="block text-ink-2">{serverSaid(acceptedHost, acceptedCode, null)}</span>
            </li>
          ) : null}
          <li>
            <span className="text-ink-2">Message-ID </span>
            <Mono>{messageId}</Mono>
          </li>
        </ul>
      </Disclosure>
    </div>
  );
}
