import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Proof } from '#components/ui/disclosure.tsx';
import { Mono } from '#components/ui/mono.tsx';
import type { Receipt } from '#lib/objections/receipt.ts';

/** What the filer is given: that it was received, when, and what that shows and does not show. */
export function ReceiptShown({ receipt, late }: { receipt: Receipt; late: boolean }) {
  const { heading, statement, rows, proof, proves, doesNotProve } = receipt;
  return (
    <section aria-labelledby="receipt" className="rounded-lg border border-rule bg-sheet px-4.5 py-5 sm:px-7 sm:py-6">
      <h2 id="receipt" className="text-lg">
        {heading}
      </h2>
      <p className={`mt-1 mb-4 max-w-[65ch] ${late ? 'font-medium text-warn' : ''}`}>{statement}</p>
      <DefinitionTable
        label="Receipt"
        rows={rows.map(({ label, value, mono }) => ({ label, value: mono ? <Mono>{value}</Mono> : value }))}
      />
      <div className="mt-4">
        <Proof facts={proof}>
          <p className="font-medium text-ink">What it shows</p>
          <ul className="mb-2 list-disc pl-5">
            {proves.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p className="font-medium text-ink">What it does not show</p>
          <ul className="list-disc pl-5">
            {doesNotProve.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Proof>
      </div>
    </section>
  );
}
