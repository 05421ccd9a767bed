'use client';

import { Fault, type FaultProps } from '#components/shell/fault.tsx';
import './globals.css';

/** For a fault in the document itself: brings a document of its own. */
export default function GlobalFault(props: FaultProps) {
  return (
    <html lang="en">
      <body>
        <title>Fault · Demur</title>
        <Fault {...props} />
      </body>
    </html>
  );
}
